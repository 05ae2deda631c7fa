/**
 * ChatDesk on a web page: `chatdesk('open')` and, once the script is there, `ChatDesk.open()`. Both are the same call.
 * How to use it: docs/guide/javascript-api.md.
 */
declare namespace ChatDesk {
  type Position =
    | 'top-left'
    | 'top'
    | 'top-right'
    | 'right'
    | 'bottom-right'
    | 'bottom'
    | 'bottom-left'
    | 'left';
  type Theme = 'light' | 'dark' | 'auto';
  type Look = 'classic' | 'plain' | 'soft' | 'contrast';
  type Size = 'small' | 'medium' | 'large';
  type BubbleIcon = 'chat' | 'dots' | 'question' | 'smile' | 'mail';
  /** `#abc` or `#aabbcc`. */
  type Colour = `#${string}`;

  /** What `init` takes. What is left out is as the widget's settings say. */
  interface Options {
    /** The widget's public key, `wk_…`. */
    widgetKey: string;
    position?: Position;
    /** Whole pixels between the bubble and the edges it is near to, 0 to 9999. */
    offsetX?: number;
    offsetY?: number;
    size?: Size;
    theme?: Theme;
    look?: Look;
    /** The bubble and the header. */
    primaryColor?: Colour;
    /** Buttons and the visitor's own words. */
    accentColor?: Colour;
    bubbleIcon?: BubbleIcon;
    /** A language tag such as `de` or `pt-BR`. */
    language?: string;
    /** The team's name at the top of the window. */
    title?: string;
    greeting?: string;
    autoOpen?: boolean;
    /** Whole seconds, 0 to 9999. */
    autoOpenDelay?: number;
    sound?: boolean;
    /** `false`: the page's leave to show notifications is not used. */
    notifications?: boolean;
    /** The department that conversations begin in; visitors are not asked. */
    departmentId?: string;
    /** Who the visitor is, as `identify` takes it. */
    userData?: User;
    /** The visitor has consented, for organizations that ask for it. */
    consent?: boolean;
    /** Shows the chat as a part of the page, in this element or the first that a selector finds. */
    container?: Element | string;
  }

  /** With a `token` that the site's server signed, nothing else counts. Without one, it is only a description. */
  interface User {
    token?: string;
    userId?: string | number;
    name?: string;
    email?: string;
    phone?: string;
    /** Fields of the site's own, for agents to see. */
    [field: string]: string | number | boolean | undefined;
  }

  interface Message {
    id: string;
    conversationId: string;
    body: string;
    sender: { kind: 'visitor' | 'agent' | 'bot' | 'system'; name: string };
    /** ISO 8601. */
    createdAt: string;
  }

  /** What listeners are given, by event. */
  interface Events {
    /** The bubble is on the page. Whoever listens later hears of it at once. */
    ready: undefined;
    open: undefined;
    close: undefined;
    /** How many messages the visitor has not read. */
    unread: number;
    /** Somebody wrote: an agent, or the visitor. */
    message: Message;
    'conversation:start': { id: string };
    'conversation:end': { id: string };
    /** 1 to 5, perhaps with words. */
    rating: { score: number; comment: string };
    /** Words or a start were refused. */
    error: { code: string; detail: string };
  }

  type Listener<Name extends keyof Events> = (detail: Events[Name]) => void;

  interface Methods {
    init(options: Options): void;
    open(): void;
    close(): void;
    toggle(): void;
    show(): void;
    hide(): void;
    destroy(): void;
    send(text: string): void;
    sendMessage(text: string): void;
    identify(user: User): void;
    reset(): void;
    consent(): void;
    track(name: string, data?: object): void;
    setLanguage(language: string): void;
    setTheme(theme: Theme): void;
    setDepartment(departmentId: string): void;
    on<Name extends keyof Events>(event: Name, listener: Listener<Name>): void;
    /** Without a listener: all of that event. */
    off<Name extends keyof Events>(event: Name, listener?: Listener<Name>): void;
  }

  /** A call by name; `open@wk_…` where the page has several widgets. */
  type Call<Name extends string> = Name | `${Name}@${string}`;

  interface Queue {
    (call: 'init', options: Options): void;
    (call: Call<'open' | 'close' | 'toggle' | 'show' | 'hide' | 'destroy' | 'reset' | 'consent'>): void;
    (call: Call<'send' | 'sendMessage'>, text: string): void;
    (call: Call<'identify'>, user: User): void;
    (call: Call<'track'>, name: string, data?: object): void;
    (call: Call<'setLanguage'>, language: string): void;
    (call: Call<'setTheme'>, theme: Theme): void;
    (call: Call<'setDepartment'>, departmentId: string): void;
    <Name extends keyof Events>(call: Call<'on'>, event: Name, listener: Listener<Name>): void;
    <Name extends keyof Events>(call: Call<'off'>, event: Name, listener?: Listener<Name>): void;
    /** What was called before the script arrived. */
    q?: ArrayLike<unknown>[];
  }
}

interface Window {
  /** There from the snippet on, so that it can be called at any time. */
  chatdesk?: ChatDesk.Queue;
  /** There once the script has arrived. */
  ChatDesk?: ChatDesk.Methods;
}

declare const chatdesk: ChatDesk.Queue;
declare const ChatDesk: ChatDesk.Methods;

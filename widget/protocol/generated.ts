// Made from src/protocol by `UPDATE=1 cargo test typescript`; change it there.

export type OrganizationId = string;
export type AgentId = string;
export type DepartmentId = string;
export type WidgetId = string;
export type SessionId = string;
export type CustomerId = string;
export type ConversationId = string;
export type MessageId = string;
export type AttachmentId = string;
export type LabelId = string;
export type BotEntryId = string;
export type BotPageId = string;
export type CannedReplyId = string;
export type ApiKeyId = string;
export type WebhookId = string;
export type NoticeId = string;
export type EventId = string;
export type InviteId = string;
export type LoginId = string;
export type ClientId = string;
export type Timestamp = string;
export type Problem = { type: string, title: string, status: number, detail: string, code: string, errors?: Array<FieldError>, 
/**
 * Seconds to wait; sent as `Retry-After` too.
 */
retry_after?: number, };
export type FieldError = { field: string, code: string, detail: string, };
export type Message = { id: MessageId, seq: number, 
/**
 * Absent on events, which nobody sent.
 */
client_id: ClientId | null, conversation_id: ConversationId, kind: MessageKind, sender: Sender, body: string, attachments: Array<Attachment>, event?: Event, 
/**
 * Agents whom a note names.
 */
mentions?: Array<AgentId>, 
/**
 * Of a message of the bot: what it answers.
 */
bot?: BotPart, created_at: Timestamp, };
export type MessageKind = "text" | "file" | "event" | "note";
export type PartyKind = "visitor" | "agent" | "bot" | "system";
export type Sender = { kind: PartyKind, 
/**
 * A widget customer's or an agent's id; empty for the system.
 */
id: string, name: string, avatar_url: string | null, };
export type Attachment = { id: AttachmentId, name: string, content_type: string, size: number, width: number | null, height: number | null, 
/**
 * Where it can be fetched, below the server's address. Good for an hour at least; a message that is read again has a
 * new one.
 */
url: string, };
export type Uploaded = { attachment: Attachment, };
export type Event = { "type": "agent_joined", agent: AgentRef, } | { "type": "assigned", assignee: AgentRef | null, } | { "type": "closed" } | { "type": "reopened" } | { "type": "snoozed", until: Timestamp, } | { "type": "unsnoozed" } | { "type": "transferred", department: DepartmentRef | null, } | { "type": "rated", rating: Rating, } | { "type": "bot_handed_over", data: HandedOver, } | { "type": "bot_rated", seq: number, helped: boolean, };
export type AgentRef = { id: AgentId, name: string, avatar_url: string | null, };
export type Conversation = { id: ConversationId, organization_id: OrganizationId, department_id: DepartmentId | null, widget_customer_id: CustomerId, 
/**
 * Set once the visitor is a registered customer.
 */
customer_id: CustomerId | null, channel: Channel, status: Status, pre_chat_data: { [key in string]: string }, widget_customer: WidgetCustomer, department: DepartmentRef | null, assignee: AgentRef | null, last_seq: number, last_message: Preview | null, 
/**
 * How many messages of the other side this reader has not read.
 */
unread: number, rating: Rating | null, 
/**
 * Does the bot answer, until a person does?
 */
bot: boolean, created_at: Timestamp, updated_at: Timestamp, };
export type ConversationSummary = { labels: Array<string>, priority: Priority, 
/**
 * Is the visitor here now?
 */
online: boolean, 
/**
 * Since when the visitor waits for an answer.
 */
waiting_since: Timestamp | null, snoozed_until: Timestamp | null, 
/**
 * Did the bot leave it to a person, and does not answer since?
 */
bot_handed_over: boolean, 
/**
 * The page it started on.
 */
page: Page, id: ConversationId, organization_id: OrganizationId, department_id: DepartmentId | null, widget_customer_id: CustomerId, 
/**
 * Set once the visitor is a registered customer.
 */
customer_id: CustomerId | null, channel: Channel, status: Status, pre_chat_data: { [key in string]: string }, widget_customer: WidgetCustomer, department: DepartmentRef | null, assignee: AgentRef | null, last_seq: number, last_message: Preview | null, 
/**
 * How many messages of the other side this reader has not read.
 */
unread: number, rating: Rating | null, 
/**
 * Does the bot answer, until a person does?
 */
bot: boolean, created_at: Timestamp, updated_at: Timestamp, };
export type Channel = "webchat";
export type Status = "waiting" | "open" | "snoozed" | "closed";
export type Priority = "low" | "normal" | "high" | "urgent";
export type WidgetCustomer = { id: CustomerId, visitor_id: string, 
/**
 * "Anonymous visitor" until a name is known; then `display_name` is that name.
 */
full_name: string | null, display_name: string, email: string | null, phone: string | null, custom_fields: { [key in string]: string }, customer_id: CustomerId | null, first_seen_at: Timestamp, last_seen_at: Timestamp, };
export type DepartmentRef = { id: DepartmentId, name: string, };
export type Preview = { seq: number, kind: MessageKind, sender: PartyKind, 
/**
 * At most 140 characters of one line.
 */
body: string, created_at: Timestamp, };
export type Rating = { 
/**
 * 1 to 5.
 */
score: number, comment: string | null, rated_at: Timestamp, };
export type ClientFrame = { "type": "send", client_id: ClientId, kind: MessageKind, body: string, attachments: Array<AttachmentId>, 
/**
 * Agents whom a note names.
 */
mentions?: Array<AgentId>, } | { "type": "read", seq: number, } | { "type": "delivered", seq: number, } | { "type": "typing", on: boolean, text?: string, } | { "type": "resume", after: number, };
export type RoomFrame = { "type": "welcome", conversation: Conversation & Partial<ConversationSummary>, head: number, you: Party, participants: Array<Participant>, limits: Limits, } | { "type": "message", prev: number, message: Message, } | { "type": "batch", prev: number, messages: Array<Message>, more: boolean, } | { "type": "reset", head: number, } | { "type": "ack", client_id: ClientId, seq: number, id: MessageId, created_at: Timestamp, duplicate: boolean, } | { "type": "refused", client_id?: ClientId, code: string, detail: string, retry_after?: number, } | { "type": "read", reader: Party, seq: number, } | { "type": "delivered", reader: Party, seq: number, } | { "type": "typing", sender: Sender, on: boolean, text?: string, } | { "type": "presence", who: Named, online: boolean, last_seen_at: Timestamp, } | { "type": "conversation", conversation: Conversation & Partial<ConversationSummary>, } | { "type": "bye", code: number, retry: boolean, };
export type Party = { kind: PartyKind, id: string, };
export type Named = { kind: PartyKind, id: string, name: string, };
export type Participant = { kind: PartyKind, id: string, name: string, avatar_url: string | null, online: boolean, read: number, delivered: number, };
export type Limits = { frame_bytes: number, body_chars: number, messages: number, per_seconds: number, };
export type InboxFrame = { "type": "welcome", seq: number, agents: Array<AgentPresence>, counts: Counts, } | { "type": "conversation", seq: number, conversation: ConversationSummary, } | { "type": "removed", seq: number, id: ConversationId, } | { "type": "counts", seq: number, counts: Counts, } | { "type": "mine", seq: number, mine: Mine, } | { "type": "agent", seq: number, agent: AgentPresence, } | { "type": "notify", seq: number, notice: Notice, } | { "type": "reset", seq: number, };
export type AgentPresence = { online: boolean, availability: Availability, id: AgentId, name: string, avatar_url: string | null, };
export type Availability = "available" | "away";
export type Counts = { waiting: number, open: number, snoozed: number, 
/**
 * Open or waiting conversations with something unread.
 */
unread: number, 
/**
 * Open or waiting ones that nobody has.
 */
unassigned: number, };
export type Mine = { open: number, unread: number, };
export type Notice = { id: NoticeId, kind: NoticeKind, conversation_id: ConversationId, 
/**
 * The note, or the event.
 */
message_seq: number, 
/**
 * `null`: nobody, the conversation was routed.
 */
by: NoticeBy | null, 
/**
 * At most 140 characters of one line: of the note, or of the conversation's last message.
 */
text: string, created_at: Timestamp, read: boolean, };
export type NoticeKind = "mention" | "assigned";
export type NoticeBy = { id: AgentId, name: string, };
export type ReadNotices = { ids?: Array<NoticeId>, all?: boolean, };
export type WidgetSettings = { primary_color: string, accent_color: string | null, position: Position, 
/**
 * Pixels between the bubble and the edges it is near to.
 */
offset_x: number, offset_y: number, theme: Theme, look: Look, size: Size, bubble_icon: BubbleIcon, 
/**
 * A picture at an `https` address.
 */
logo_url: string | null, 
/**
 * Rules for the window, and for nothing outside it.
 */
custom_css: string, title: string, greeting_message: string, offline_message: string, 
/**
 * Does the window open by itself, after so many seconds?
 */
auto_open: boolean, auto_open_delay: number, show_agent_avatars: boolean, show_typing_indicator: boolean, sound: boolean, 
/**
 * The line that names ChatDesk; without it from the plan `pro` on.
 */
powered_by: boolean, language: string | null, 
/**
 * Words other than ours, by language and by the name of the text.
 */
texts: { [key in string]: { [key in string]: string } }, proactive_rules: Array<ProactiveRule>, allowed_domains: Array<string>, 
/**
 * `null`: always open. Without a time zone they are in the organization's.
 */
business_hours: BusinessHours | null, pre_chat: PreChat, 
/**
 * What its visitors may choose from; `null`: all. A single one gets their conversations, unless a rule says otherwise.
 */
department_ids: Array<DepartmentId> | null, bot: BotSettings, };
export type Position = "top-left" | "top" | "top-right" | "right" | "bottom-right" | "bottom" | "bottom-left" | "left";
export type Theme = "light" | "dark" | "auto";
export type Look = "classic" | "plain" | "soft" | "contrast";
export type BubbleIcon = "chat" | "dots" | "question" | "smile" | "mail";
export type ProactiveRule = { id: string, enabled: boolean, message: string, 
/**
 * Opens the window; otherwise the message stands beside the bubble.
 */
open: boolean, 
/**
 * Where: a part of the address from the path on, such as `/pricing` or `/shop/*`. None: everywhere.
 */
urls: Array<string>, 
/**
 * So many seconds on the page.
 */
seconds: number | null, 
/**
 * Scrolled so far, in percent.
 */
scroll: number | null, 
/**
 * The pointer leaves the page as if to close it.
 */
leaving: boolean, 
/**
 * Has been here before, on another day; or has not.
 */
returning: boolean | null, 
/**
 * So many pages seen in this visit.
 */
pages: number | null, 
/**
 * Somebody is there to answer; or nobody is.
 */
online: boolean | null, once: Once, };
export type Once = "page" | "visit" | "day" | "week" | "ever";
export type Size = "small" | "medium" | "large";
export type Widget = { id: WidgetId, key: string, name: string, enabled: boolean, 
/**
 * Fields that the widget does not have of its own: they follow the organization's theme, and without one what is usual.
 */
inherits: Array<string>, 
/**
 * Works on until then, after the key was changed.
 */
previous_key: string | null, previous_key_until: Timestamp | null, 
/**
 * A page that has shown it lately; `null`: none so far.
 */
installed: Installed | null, created_at: Timestamp, updated_at: Timestamp, primary_color: string, accent_color: string | null, position: Position, 
/**
 * Pixels between the bubble and the edges it is near to.
 */
offset_x: number, offset_y: number, theme: Theme, look: Look, size: Size, bubble_icon: BubbleIcon, 
/**
 * A picture at an `https` address.
 */
logo_url: string | null, 
/**
 * Rules for the window, and for nothing outside it.
 */
custom_css: string, title: string, greeting_message: string, offline_message: string, 
/**
 * Does the window open by itself, after so many seconds?
 */
auto_open: boolean, auto_open_delay: number, show_agent_avatars: boolean, show_typing_indicator: boolean, sound: boolean, 
/**
 * The line that names ChatDesk; without it from the plan `pro` on.
 */
powered_by: boolean, language: string | null, 
/**
 * Words other than ours, by language and by the name of the text.
 */
texts: { [key in string]: { [key in string]: string } }, proactive_rules: Array<ProactiveRule>, allowed_domains: Array<string>, 
/**
 * `null`: always open. Without a time zone they are in the organization's.
 */
business_hours: BusinessHours | null, pre_chat: PreChat, 
/**
 * What its visitors may choose from; `null`: all. A single one gets their conversations, unless a rule says otherwise.
 */
department_ids: Array<DepartmentId> | null, bot: BotSettings, };
export type Installed = { origin: string, seen_at: Timestamp, };
export type NewKey = { 
/**
 * How long the last one still works. 0: not at all; left out: a week.
 */
graceDays?: number, };
export type Embed = { key: string, 
/**
 * The chat on a page of its own.
 */
url: string, script: string, items: Array<Snippet>, };
export type Snippet = { platform: Platform, title: string, steps: Array<string>, code: string, };
export type Platform = "html" | "queue" | "wordpress" | "shopify" | "react" | "next" | "vue" | "tag_manager" | "link";
export type CheckRequest = { 
/**
 * A page that should show the widget.
 */
url: string, };
export type Checked = { 
/**
 * Is it installed?
 */
ok: boolean, code: CheckCode, 
/**
 * In words.
 */
detail: string, };
export type CheckCode = "installed" | "not_found" | "other_key" | "old_key" | "domain_not_allowed" | "tag_manager" | "content_security_policy" | "unreachable" | "not_html";
export type PublicConfig = { key: string, primary_color: string, accent_color: string | null, position: Position, offset_x: number, offset_y: number, theme: Theme, look: Look, size: Size, bubble_icon: BubbleIcon, logo_url: string | null, custom_css: string, 
/**
 * The team's name at the top of the window.
 */
title: string, greeting_message: string, offline_message: string, auto_open: boolean, auto_open_delay: number, show_agent_avatars: boolean, show_typing_indicator: boolean, sound: boolean, powered_by: boolean, language: string | null, texts: { [key in string]: { [key in string]: string } }, proactive_rules: Array<ProactiveRule>, 
/**
 * Open by the clock, and somebody is there who takes conversations.
 */
online: boolean, 
/**
 * The bot answers first, also when nobody is there.
 */
bot: boolean, 
/**
 * When business hours begin again; `null` while they last, or when there are none.
 */
back_at: Timestamp | null, 
/**
 * Up to three of those who are there, if they are shown.
 */
agents: Array<AgentRef>, departments: Array<DepartmentInfo>, pre_chat: PreChat, 
/**
 * Is nothing beyond messages kept of a visitor who has not consented?
 */
consent_required: boolean, 
/**
 * Are pages and events of visitors kept?
 */
tracking: boolean, 
/**
 * Do agents see what a visitor is typing?
 */
typing_preview: boolean, 
/**
 * May visitors send files?
 */
attachments: boolean, 
/**
 * How large each of them may be.
 */
attachment_megabytes: number, };
export type DepartmentInfo = { id: DepartmentId, name: string, description: string, online: boolean, };
export type IdentitySecret = { identity_secret: string, };
export type ErrorsRequest = { widgetKey: string, errors: Array<WidgetError>, };
export type ClientErrors = { errors: Array<WidgetError>, };
export type WidgetError = { 
/**
 * Of the loader, or of the chat window: what its files have in their names.
 */
build: string, 
/**
 * `window`, `conversation`, …
 */
part: string, code: WidgetErrorCode, 
/**
 * The kind of error, and where in our own files: `TypeError w/chunk-X6FCLH42.js:1:2345`.
 */
detail?: string, };
export type WidgetErrorCode = "load_failed" | "script_error" | "frame_timeout" | "storage_refused" | "socket_refused";
export type CountedError = { 
/**
 * In UTC: `2026-11-21`.
 */
day: string, 
/**
 * `null`: of the dashboard.
 */
widget_id: WidgetId | null, 
/**
 * Build, part and detail are empty for what came when a day had too many different ones.
 */
build: string, part: string, code: WidgetErrorCode, detail: string, count: number, last_at: Timestamp, };
export type Scope = "read" | "write" | "settings";
export type ApiKey = { id: ApiKeyId, name: string, scopes: Array<Scope>, created_by: Person, created_at: Timestamp, 
/**
 * To the minute.
 */
last_used_at: Timestamp | null, 
/**
 * `null`: it lasts until it is revoked.
 */
expires_at: Timestamp | null, };
export type NewApiKey = { name: string, scopes: Array<Scope>, 
/**
 * In the future; without, it lasts until it is revoked.
 */
expiresAt?: Timestamp, };
export type MadeApiKey = { api_key: ApiKey, 
/**
 * `ck_…`: shown here and never again.
 */
key: string, };
export type WebhookEvent = "conversation.created" | "conversation.closed" | "message.created" | "rating.created";
export type Webhook = { id: WebhookId, url: string, events: Array<WebhookEvent>, enabled: boolean, created_at: Timestamp, last_delivery: LastDelivery | null, 
/**
 * Since then nothing has arrived. After three days it is turned off.
 */
failing_since: Timestamp | null, };
export type LastDelivery = { 
/**
 * What was answered; `null`: nothing.
 */
status: number | null, at: Timestamp, error: string | null, };
export type NewWebhook = { url: string, events: Array<WebhookEvent>, };
export type ChangeWebhook = { url?: string, events?: Array<WebhookEvent>, 
/**
 * Turned off, what waits to be sent is dropped.
 */
enabled?: boolean, };
export type MadeWebhook = { webhook: Webhook, 
/**
 * `whsec_…`: what is sent is signed with it. Shown here and never again.
 */
secret: string, };
export type WebhookSecret = { secret: string, };
export type Queued = { delivery: Delivery, };
export type Delivery = { 
/**
 * Of the event: sent as `ChatDesk-Id`, the same in every attempt.
 */
id: string, event: string, created_at: Timestamp, attempts: number, status: number | null, error: string | null, 
/**
 * `null`: it arrived, or was given up.
 */
next_attempt_at: Timestamp | null, delivered_at: Timestamp | null, };
export type WholeDelivery = { payload: Payload, 
/**
 * The beginning of what was answered.
 */
response: string | null, 
/**
 * Of the event: sent as `ChatDesk-Id`, the same in every attempt.
 */
id: string, event: string, created_at: Timestamp, attempts: number, status: number | null, error: string | null, 
/**
 * `null`: it arrived, or was given up.
 */
next_attempt_at: Timestamp | null, delivered_at: Timestamp | null, };
export type Payload = { id: string, type: string, created_at: Timestamp, organization_id: OrganizationId, data: PayloadData, };
export type PayloadData = { conversation?: ConversationSummary, message?: Message, rating?: Rating, };
export type AuditEntry = { id: string, 
/**
 * `null`: ChatDesk itself did it, or somebody who is no more.
 */
agent: Person | null, 
/**
 * `widget.changed`
 */
action: string, target: Target, 
/**
 * What changed, as it was; `null` for what is new.
 */
before: Record<string, unknown> | null, 
/**
 * The same, as it is then; `null` for what is gone.
 */
after: Record<string, unknown> | null, created_at: Timestamp, };
export type Person = { id: AgentId, name: string, };
export type Target = { kind: string, id: string, name: string | null, };
export type BusinessHours = { 
/**
 * A name such as `Europe/Berlin`.
 */
timezone: string, days: Days, 
/**
 * Local dates such as `2026-12-25`: no range starts on them.
 */
holidays: Array<string>, };
export type Days = { mon: Array<[string, string]>, tue: Array<[string, string]>, wed: Array<[string, string]>, thu: Array<[string, string]>, fri: Array<[string, string]>, sat: Array<[string, string]>, sun: Array<[string, string]>, };
export type PreChat = { mode: PreChatMode, 
/**
 * In the order they are shown.
 */
fields: Array<PreChatField>, };
export type PreChatMode = "never" | "always" | "offline";
export type PreChatField = { 
/**
 * The key of the answer. `name`, `email` and `phone` fill the customer, others are custom fields.
 */
id: string, type: PreChatFieldType, label: string, required: boolean, placeholder: string | null, 
/**
 * Of a select, a radio or a checkbox. A checkbox without any is a single yes.
 */
options: Array<string>, 
/**
 * What the whole of a typed answer must match, as in HTML.
 */
pattern: string | null, 
/**
 * Where the text is that a visitor consents to.
 */
url: string | null, };
export type PreChatFieldType = "text" | "email" | "phone" | "number" | "textarea" | "select" | "radio" | "checkbox" | "date" | "consent";
export type OrganizationSettings = { 
/**
 * How visitors' addresses are kept.
 */
ip_policy: IpPolicy, 
/**
 * Are pages and events of visitors kept?
 */
tracking: boolean, 
/**
 * Is nothing about a visitor kept beyond what they write, until they consent? Of a signed user then only who they are.
 */
consent_required: boolean, 
/**
 * Do agents see what a visitor is typing?
 */
typing_preview: boolean, 
/**
 * May visitors send files?
 */
attachments: boolean, 
/**
 * How large each of them may be.
 */
attachment_megabytes: number, 
/**
 * Do agents see the pictures that customers have at Gravatar? They are asked for by a hash of the email, never by
 * anybody's browser.
 */
gravatar: boolean, 
/**
 * Conversations are erased so many days after the last thing that happened in them; `null`: never.
 */
retention_days: number | null, 
/**
 * Of conversations without a department.
 */
routing: Routing, 
/**
 * After so many minutes in which an agent is not here or takes no conversations, those of theirs that wait for an
 * answer go to others, where conversations are routed.
 */
absent_minutes: number, 
/**
 * After so many minutes in which a visitor who left an email has not seen an answer, it is mailed to them; 0: never.
 */
reply_mail_minutes: number, 
/**
 * Does who leaves a message and an email while nobody is there hear by mail that it was received?
 */
offline_mail: boolean, 
/**
 * Is a model asked what a question to the bot means, where words are not enough? It gets the question and the bot's answers.
 */
bot_model: boolean, 
/**
 * The department of a conversation whose visitor picked none: the first rule that fits says it.
 */
routing_rules: Array<RoutingRule>, 
/**
 * How widgets look that have nothing of their own to say. It is set as a whole.
 */
theme: OrganizationTheme, 
/**
 * Of business hours that do not name one.
 */
timezone: string, };
export type OrganizationTheme = { primary_color: string | null, accent_color: string | null, 
/**
 * A picture at an `https` address.
 */
logo_url: string | null, theme: Theme | null, look: Look | null, size: Size | null, position: Position | null, bubble_icon: BubbleIcon | null, };
export type IpPolicy = "keep" | "truncate" | "drop";
export type RoutingRule = { field: RoutingField, 
/**
 * Of the field of the form that is answered.
 */
name: string | null, is: Comparison, 
/**
 * Large and small letters from A to Z are the same.
 */
value: string, department_id: DepartmentId, };
export type RoutingField = "url" | "language" | "country" | "answer";
export type Comparison = "equals" | "contains" | "starts_with";
export type Organization = { id: OrganizationId, name: string, plan: Plan, 
/**
 * How visitors' addresses are kept.
 */
ip_policy: IpPolicy, 
/**
 * Are pages and events of visitors kept?
 */
tracking: boolean, 
/**
 * Is nothing about a visitor kept beyond what they write, until they consent? Of a signed user then only who they are.
 */
consent_required: boolean, 
/**
 * Do agents see what a visitor is typing?
 */
typing_preview: boolean, 
/**
 * May visitors send files?
 */
attachments: boolean, 
/**
 * How large each of them may be.
 */
attachment_megabytes: number, 
/**
 * Do agents see the pictures that customers have at Gravatar? They are asked for by a hash of the email, never by
 * anybody's browser.
 */
gravatar: boolean, 
/**
 * Conversations are erased so many days after the last thing that happened in them; `null`: never.
 */
retention_days: number | null, 
/**
 * Of conversations without a department.
 */
routing: Routing, 
/**
 * After so many minutes in which an agent is not here or takes no conversations, those of theirs that wait for an
 * answer go to others, where conversations are routed.
 */
absent_minutes: number, 
/**
 * After so many minutes in which a visitor who left an email has not seen an answer, it is mailed to them; 0: never.
 */
reply_mail_minutes: number, 
/**
 * Does who leaves a message and an email while nobody is there hear by mail that it was received?
 */
offline_mail: boolean, 
/**
 * Is a model asked what a question to the bot means, where words are not enough? It gets the question and the bot's answers.
 */
bot_model: boolean, 
/**
 * The department of a conversation whose visitor picked none: the first rule that fits says it.
 */
routing_rules: Array<RoutingRule>, 
/**
 * How widgets look that have nothing of their own to say. It is set as a whole.
 */
theme: OrganizationTheme, 
/**
 * Of business hours that do not name one.
 */
timezone: string, };
export type Storage = { used: number, limit: number | null, };
export type Customer = { 
/**
 * Who the site's own server says they are.
 */
user_id: string | null, total_conversations: number, 
/**
 * Where they came from last.
 */
last_visit: VisitInfo | null, id: CustomerId, visitor_id: string, 
/**
 * "Anonymous visitor" until a name is known; then `display_name` is that name.
 */
full_name: string | null, display_name: string, email: string | null, phone: string | null, custom_fields: { [key in string]: string }, customer_id: CustomerId | null, first_seen_at: Timestamp, last_seen_at: Timestamp, };
export type VisitInfo = { url: string | null, referrer: string | null, language: string | null, country: string | null, city: string | null, 
/**
 * Of that place, as in `Europe/Oslo`.
 */
timezone: string | null, device: string | null, browser: string | null, os: string | null, ip: string | null, created_at: Timestamp, last_seen_at: Timestamp, expires_at: Timestamp, };
export type ChangeCustomer = { name?: string | null, email?: string | null, phone?: string | null, 
/**
 * All of them: what is not among them goes.
 */
customFields?: { [key in string]: string }, };
export type TrackedEventInfo = { id: EventId, name: string, url: string | null, title: string | null, data: object | null, at: Timestamp, };
export type ErasureReceipt = { id: string, started_at: Timestamp, finished_at: Timestamp, conversations: number, messages: number, files: number, sessions: number, events: number, };
export type Hundredths = number;
export type Figures = { conversations: number, 
/**
 * By a person.
 */
answered: number, 
/**
 * By the bot, and by no person.
 */
by_bot: number, 
/**
 * The visitor wrote and nobody answered: it was closed, or is a day old.
 */
missed: number, 
/**
 * Of these, those whose visitor closed it, or was gone when it was closed.
 */
left: number, 
/**
 * The visitor wrote less than a day ago, and nobody has answered yet.
 */
waiting: number, 
/**
 * Closed after an answer.
 */
resolved: number, 
/**
 * From the visitor's first message to the first answer of a person.
 */
first_response: Times, 
/**
 * The same, as far as it was within business hours.
 */
first_response_open: Times, 
/**
 * From the beginning until it was closed, of those that are resolved.
 */
resolution: Times, 
/**
 * How many of the scores 1 to 5.
 */
ratings: Array<number>, 
/**
 * The average score.
 */
rating: Hundredths | null, 
/**
 * Visitors who opened the chat, once for each of their sessions. `null`: not counted by this.
 */
opens: number | null, 
/**
 * Conversations for each of them.
 */
start_rate: Hundredths | null, };
export type Times = { 
/**
 * Of so many.
 */
count: number, median: number | null, 
/**
 * Nine of ten took no longer.
 */
p90: number | null, };
export type Period = { from: string, to: string, 
/**
 * By whose clock.
 */
timezone: string, 
/**
 * All that was known then is in it.
 */
counted_at: Timestamp, };
export type Overview = { totals: Figures, 
/**
 * As many days before.
 */
previous: Figures, days: Array<DayFigures>, from: string, to: string, 
/**
 * By whose clock.
 */
timezone: string, 
/**
 * All that was known then is in it.
 */
counted_at: Timestamp, };
export type DayFigures = { day: string, conversations: number, 
/**
 * By a person.
 */
answered: number, 
/**
 * By the bot, and by no person.
 */
by_bot: number, 
/**
 * The visitor wrote and nobody answered: it was closed, or is a day old.
 */
missed: number, 
/**
 * Of these, those whose visitor closed it, or was gone when it was closed.
 */
left: number, 
/**
 * The visitor wrote less than a day ago, and nobody has answered yet.
 */
waiting: number, 
/**
 * Closed after an answer.
 */
resolved: number, 
/**
 * From the visitor's first message to the first answer of a person.
 */
first_response: Times, 
/**
 * The same, as far as it was within business hours.
 */
first_response_open: Times, 
/**
 * From the beginning until it was closed, of those that are resolved.
 */
resolution: Times, 
/**
 * How many of the scores 1 to 5.
 */
ratings: Array<number>, 
/**
 * The average score.
 */
rating: Hundredths | null, 
/**
 * Visitors who opened the chat, once for each of their sessions. `null`: not counted by this.
 */
opens: number | null, 
/**
 * Conversations for each of them.
 */
start_rate: Hundredths | null, };
export type BusiestHours = { 
/**
 * Conversations that began, by day of the week from Monday on, then by hour.
 */
hours: Array<Array<number>>, from: string, to: string, 
/**
 * By whose clock.
 */
timezone: string, 
/**
 * All that was known then is in it.
 */
counted_at: Timestamp, };
export type Table = { items: Array<NamedFigures>, from: string, to: string, 
/**
 * By whose clock.
 */
timezone: string, 
/**
 * All that was known then is in it.
 */
counted_at: Timestamp, };
export type NamedFigures = { 
/**
 * An id, or a page's address; `null`: of no agent, no department, no known page.
 */
id: string | null, 
/**
 * `null` as well of those that are no longer there.
 */
name: string | null, conversations: number, 
/**
 * By a person.
 */
answered: number, 
/**
 * By the bot, and by no person.
 */
by_bot: number, 
/**
 * The visitor wrote and nobody answered: it was closed, or is a day old.
 */
missed: number, 
/**
 * Of these, those whose visitor closed it, or was gone when it was closed.
 */
left: number, 
/**
 * The visitor wrote less than a day ago, and nobody has answered yet.
 */
waiting: number, 
/**
 * Closed after an answer.
 */
resolved: number, 
/**
 * From the visitor's first message to the first answer of a person.
 */
first_response: Times, 
/**
 * The same, as far as it was within business hours.
 */
first_response_open: Times, 
/**
 * From the beginning until it was closed, of those that are resolved.
 */
resolution: Times, 
/**
 * How many of the scores 1 to 5.
 */
ratings: Array<number>, 
/**
 * The average score.
 */
rating: Hundredths | null, 
/**
 * Visitors who opened the chat, once for each of their sessions. `null`: not counted by this.
 */
opens: number | null, 
/**
 * Conversations for each of them.
 */
start_rate: Hundredths | null, };
export type Found = { conversation: ConversationSummary | null, customer?: FoundCustomer, message?: FoundMessage, };
export type FoundCustomer = { id: CustomerId, 
/**
 * What they are called, also while nobody knows their name.
 */
name: Array<Part>, email: Array<Part> | null, phone: Array<Part> | null, last_seen_at: Timestamp, };
export type FoundMessage = { seq: number, kind: MessageKind, sender: PartyKind, created_at: Timestamp, 
/**
 * One line around what was found; of a file, its name.
 */
snippet: Array<Part>, };
export type Part = { text: string, hit: boolean, };
export type InitRequest = { widgetKey: string, visitorId?: string, sessionToken?: string, page?: Page, language?: string, 
/**
 * What the site's page says of its user; unsigned, so it opens nobody's history.
 */
userData?: UserData, 
/**
 * Who the user is, signed by the site's server; or what the link in one of our mails ends with.
 */
identityToken?: string, 
/**
 * Does the visitor consent to more than messages being kept? For organizations that ask.
 */
consent?: boolean, 
/**
 * It begins for what the page tells of its visitors only: they have not opened the chat. Once they do, ask again without.
 */
unopened?: boolean, };
export type Page = { url?: string, title?: string, referrer?: string, };
export type InitAnswer = { session_token: string, visitor_id: string, expires_at: Timestamp, widget_customer: WidgetCustomer, departments: Array<DepartmentInfo>, 
/**
 * The visitor's latest conversation that is not closed.
 */
conversation: Conversation | null, config: PublicConfig, 
/**
 * Seconds within which most first answers come; `null` until there are enough of them.
 */
reply_time: number | null, };
export type StartConversation = { departmentId?: DepartmentId, preChatData?: { [key in string]: string }, customerData?: CustomerData, 
/**
 * The same again answers the same conversation.
 */
clientId?: ClientId, message?: NewMessage, 
/**
 * The page it starts on.
 */
page?: Page, };
export type CustomerData = { name?: string, email?: string, phone?: string, };
export type NewMessage = { clientId: ClientId, body: string, attachments?: Array<AttachmentId>, };
export type StartedConversation = { conversation: Conversation, message?: Message, };
export type SentMessage = { message: Message, };
export type MessagePage = { items: Array<Message>, last_seq: number, next_cursor: string | null, };
export type ReadRequest = { seq: number, };
export type TypingRequest = { typing: boolean, };
export type RatingRequest = { 
/**
 * 1 to 5.
 */
score: number, comment?: string, };
export type UserData = { name?: string, email?: string, phone?: string, customFields?: { [key in string]: string }, };
export type IdentifyRequest = { token?: string, name?: string, email?: string, phone?: string, customFields?: { [key in string]: string }, };
export type Identified = { session_token: string, visitor_id: string, expires_at: Timestamp, widget_customer: WidgetCustomer, 
/**
 * Their latest conversation that is not closed.
 */
conversation: Conversation | null, };
export type TrackRequest = { events: Array<TrackedEvent>, };
export type TrackedEvent = { name: string, url?: string, title?: string, 
/**
 * At most 2 KiB.
 */
data: object, 
/**
 * Now, if it is left out or not in the last day.
 */
at?: Timestamp, };
export type TranscriptRequest = { email: string, };
export type Presence = { online: boolean, 
/**
 * When business hours begin again; `null` while they last, or when there are none.
 */
back_at: Timestamp | null, agents: Array<PresentAgent>, 
/**
 * Seconds within which most first answers come; `null` until there are enough of them.
 */
reply_time: number | null, };
export type PresentAgent = { name: string, avatar_url: string | null, };
export type SignupRequest = { organization: string, name: string, email: string, password: string, };
export type LoginRequest = { email: string, password: string, 
/**
 * Of the second factor, or a recovery code.
 */
code?: string, };
export type Me = { agent: AgentInfo, organization: OrganizationInfo, 
/**
 * All that the person may switch to, this one too.
 */
organizations: Array<OwnOrganization>, 
/**
 * Is a code asked for when logging in?
 */
two_factor: boolean, 
/**
 * `null` without a second factor.
 */
recovery_codes_left: number | null, 
/**
 * Set right after sign-up, so that the first screen can show the embed code.
 */
widget?: WidgetKey, };
export type OwnOrganization = { id: OrganizationId, name: string, role: Role, };
export type AuthOptions = { 
/**
 * May anybody make an organization?
 */
signup: boolean, };
export type ForgotRequest = { email: string, };
export type ResetPassword = { 
/**
 * Out of the link.
 */
token: string, password: string, };
export type ChangePassword = { current: string, password: string, };
export type ChangeMe = { name?: string, };
export type SwitchOrganization = { organizationId: OrganizationId, };
export type Login = { id: LoginId, 
/**
 * The one that asks.
 */
current: boolean, 
/**
 * `Firefox on Linux`
 */
device: string, created_at: Timestamp, last_seen_at: Timestamp, };
export type WithPassword = { password: string, };
export type WithCode = { code: string, };
export type TwoFactorStart = { 
/**
 * To type in, in base32.
 */
secret: string, 
/**
 * To show as a QR code: `otpauth://…`
 */
uri: string, };
export type RecoveryCodes = { recovery_codes: Array<string>, };
export type ChangeAgent = { role?: Role, active?: boolean, };
export type NewInvite = { email: string, role: Role, };
export type Invite = { id: InviteId, email: string, role: Role, invited_by: InvitedBy, created_at: Timestamp, expires_at: Timestamp, };
export type InvitedBy = { id: AgentId, name: string, };
export type MadeInvite = { invite: Invite, 
/**
 * The link that was mailed, to hand over by hand. It is told only here.
 */
url: string, };
export type Invitation = { organization: WithName, email: string, role: Role, invited_by: WithName, 
/**
 * Is there an account of this email? Then its password is asked for.
 */
has_account: boolean, };
export type WithName = { name: string, };
export type AcceptInvite = { 
/**
 * Of somebody new.
 */
name?: string, 
/**
 * Of the account, or for a new one.
 */
password: string, 
/**
 * Of the account's second factor, if it has one.
 */
code?: string, };
export type AgentInfo = { id: AgentId, name: string, email: string, avatar_url: string | null, role: Role, };
export type Colleague = { active: boolean, 
/**
 * `null`, as the next one: that is not known just now.
 */
online: boolean | null, availability: Availability | null, id: AgentId, name: string, email: string, avatar_url: string | null, role: Role, };
export type Role = "agent" | "admin" | "owner";
export type OrganizationInfo = { id: OrganizationId, name: string, plan: Plan, };
export type Plan = "free" | "plus" | "pro" | "enterprise";
export type Feature = "web_chat" | "own_brand" | "api_keys" | "webhooks" | "bot";
export type FeatureOf = { feature: Feature, has: boolean, };
export type PlanFeatures = { plan: Plan, features: Array<FeatureOf>, };
export type WidgetKey = { id: WidgetId, key: string, };
export type OneConversation = { conversation: ConversationSummary, };
export type ChangeConversation = { status?: Status, snoozedUntil?: Timestamp, assigneeId?: AgentId | null, departmentId?: DepartmentId | null, labels?: Array<string>, priority?: Priority, 
/**
 * Does the bot answer, until a person does?
 */
bot?: boolean, 
/**
 * Written with the change, or neither is.
 */
note?: NewNote, };
export type NewNote = { clientId: ClientId, body: string, mentions?: Array<AgentId>, };
export type SetAvailability = { availability: Availability, };
export type BulkChange = { ids: Array<ConversationId>, change: ChangeConversation, };
export type BulkChanged = { 
/**
 * In the order that was asked for.
 */
items: Array<BulkItem>, };
export type BulkItem = { id: ConversationId, ok: boolean, 
/**
 * If it was changed: how it was.
 */
before?: Changeable, 
/**
 * If it was not: why.
 */
problem?: Problem, };
export type Changeable = { status: Status, assignee_id: AgentId | null, department_id: DepartmentId | null, labels: Array<string>, priority: Priority, snoozed_until: Timestamp | null, };
export type BotEntry = { id: BotEntryId, question: string, 
/**
 * The same in other words.
 */
wordings: Array<string>, answer: string, enabled: boolean, created_at: Timestamp, updated_at: Timestamp, };
export type NewBotEntry = { question: string, wordings?: Array<string>, answer: string, 
/**
 * Answers with it, unless this is `false`.
 */
enabled?: boolean, };
export type ChangeBotEntry = { question?: string, wordings?: Array<string>, answer?: string, enabled?: boolean, };
export type BotPage = { id: BotPageId, title: string, 
/**
 * Where visitors read on.
 */
url: string | null, enabled: boolean, 
/**
 * Into how many it is cut.
 */
passages: number, created_at: Timestamp, updated_at: Timestamp, };
export type BotPageText = { text: string, id: BotPageId, title: string, 
/**
 * Where visitors read on.
 */
url: string | null, enabled: boolean, 
/**
 * Into how many it is cut.
 */
passages: number, created_at: Timestamp, updated_at: Timestamp, };
export type NewBotPage = { title: string, 
/**
 * Where visitors read on: an address with `https://` or `http://`.
 */
url?: string, 
/**
 * Headings stand on a line of their own.
 */
text: string, 
/**
 * Answers with it, unless this is `false`.
 */
enabled?: boolean, };
export type ChangeBotPage = { title?: string, url?: string, text?: string, enabled?: boolean, };
export type BotSource = { title: string, 
/**
 * Where the rest of it is.
 */
url: string | null, };
export type BotSynonyms = { 
/**
 * Of words, or a few words.
 */
groups: Array<Array<string>>, };
export type BotModel = { 
/**
 * As the operator has connected it; `null`: none is.
 */
name: string | null, };
export type TryBot = { question: string, };
export type TriedBot = { outcome: BotOutcome, 
/**
 * The one it would answer with, or those it would ask about, the likeliest first.
 */
entries: Array<BotMatch>, 
/**
 * A model said that the first of them may be meant.
 */
by_model: boolean, };
export type BotOutcome = "answered" | "suggested" | "handed_over";
export type BotMatch = { id: BotEntryId, question: string, answer: string, 
/**
 * Of a passage: its page.
 */
page: BotSource | null, 
/**
 * How sure it is by the words, in percent.
 */
confidence: number, };
export type BotReport = { 
/**
 * Days with questions, in order (UTC).
 */
days: Array<BotDay>, 
/**
 * What had no answer, or one that did not help: the most asked first.
 */
unanswered: Array<BotGap>, };
export type BotDay = { day: string, answered: number, 
/**
 * Where it asked what was meant.
 */
suggested: number, handed_over: number, 
/**
 * Of those that were answered, as far as visitors said.
 */
helped: number, wrong: number, 
/**
 * Answered or suggested because a model said so; and those of them that were not what was meant.
 */
by_model: number, by_model_wrong: number, };
export type BotGap = { question: string, count: number, last_at: Timestamp, };
export type BotPart = { outcome: BotOutcome, 
/**
 * The visitor's message.
 */
asked_seq: number, question: string, entry_id: BotEntryId | null, 
/**
 * Of a passage: its page.
 */
page: BotSource | null, 
/**
 * What may have been meant.
 */
choices: Array<string>, 
/**
 * A model said that this, or the first choice, may be meant.
 */
by_model: boolean, };
export type Why = "asked" | "unsure" | "failed";
export type HandedOver = { why: Why, 
/**
 * What was asked, and what the bot said to it.
 */
summary: string, 
/**
 * What it did not answer.
 */
question: string | null, asked_seq: number | null, };
export type BotRequest = { wish: BotWish, 
/**
 * With `helped` and `wrong`: the `asked_seq` of the answer.
 */
seq?: number, };
export type BotWish = "person" | "helped" | "wrong";
export type BotSettings = { enabled: boolean, 
/**
 * As visitors see it; empty: "Bot".
 */
name: string, 
/**
 * A picture at an `https` address.
 */
avatar_url: string | null, 
/**
 * What visitors read first while it is on, instead of the widget's greeting; empty: that.
 */
greeting: string, };
export type CannedReply = { id: CannedReplyId, shortcut: string, body: string, 
/**
 * Everybody's, not only one's own?
 */
shared: boolean, created_at: Timestamp, };
export type NewCannedReply = { shortcut: string, body: string, shared?: boolean, };
export type ChangeCannedReply = { shortcut?: string, body?: string, shared?: boolean, };
export type Department = { id: DepartmentId, name: string, description: string, 
/**
 * The lowest comes first.
 */
position: number, 
/**
 * Nobody in particular: everybody.
 */
members: Array<AgentId>, 
/**
 * Stored as `routing` of the settings.
 */
routing: Routing, 
/**
 * `null`: open when the widget is.
 */
business_hours: BusinessHours | null, 
/**
 * Is one of them here who takes conversations?
 */
online: boolean, created_at: Timestamp, };
export type Routing = { mode: RoutingMode, 
/**
 * So many at a time for each agent; `null`: as many as come.
 */
capacity: number | null, };
export type RoutingMode = "manual" | "round_robin" | "least_busy";
export type NewDepartment = { name: string, description?: string, 
/**
 * Left out: the last one.
 */
position?: number, members?: Array<AgentId>, routing?: Routing, 
/**
 * `null`: open when the widget is.
 */
businessHours?: BusinessHours | null, };
export type ChangeDepartment = { name?: string, description?: string, position?: number, 
/**
 * All of them: who is not among them is none.
 */
members?: Array<AgentId>, routing?: Routing, 
/**
 * `null`: open when the widget is.
 */
businessHours?: BusinessHours | null, };
export type Label = { id: LabelId, name: string, 
/**
 * `#rrggbb`
 */
color: string, };
export type NewLabel = { name: string, color: string, };
export type ChangeLabel = { name?: string, color?: string, };
export type WaitingMail = "off" | "away" | "always";
export type Notifications = { waiting_mail: WaitingMail, 
/**
 * So long somebody has waited by then.
 */
waiting_mail_minutes: number, };
export type ChangeNotifications = { waitingMail?: WaitingMail, 
/**
 * 5, 15 or 60.
 */
waitingMailMinutes?: number, };
export type AgentMessage = { clientId: ClientId, kind?: MessageKind, body: string, attachments?: Array<AttachmentId>, 
/**
 * Agents whom a note names: they are told.
 */
mentions?: Array<AgentId>, };
export type OperatedOrganization = { id: OrganizationId, name: string, plan: Plan, created_at: Timestamp, 
/**
 * Those who are active.
 */
agents: number, widgets: number, 
/**
 * Counted up to 10,000.
 */
conversations: number, };
export type NewOrganization = { organization: string, 
/**
 * Of its owner to be.
 */
name: string, email: string, 
/**
 * Left out: the one that new organizations have.
 */
plan?: Plan, };
export type MadeOrganization = { organization: OrganizationRef, 
/**
 * Where its owner sets a password and begins; good for a week, once.
 */
url: string, };
export type OrganizationRef = { id: OrganizationId, };
export type Health = { status: HealthStatus, database: HealthStatus, objects: HealthStatus, version: string, };
export type HealthStatus = "ok" | "failing";
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Fixed =
  | 'id'
  | 'key'
  | 'plan'
  | 'inherits'
  | 'previous_key'
  | 'previous_key_until'
  | 'installed'
  | 'created_at'
  | 'updated_at';
type Changes<T> = { [Field in keyof T as Field extends Fixed ? never : Camel<Field>]?: T[Field] | null };
export type ChangeWidget = Changes<Widget>;
export type NewWidget = ChangeWidget & { name: string };
export type ChangeOrganization = Changes<Organization>;
export type List<T> = { items: T[]; next_cursor: string | null };

//! How long, how many: what the checks allow and the API's description says, in one place.

/// Names of people, organizations, widgets and events.
pub const NAME_CHARS: usize = 100;
pub const PHONE_CHARS: usize = 40;
/// As bytes.
pub const EMAIL_BYTES: usize = 254;
pub const PASSWORD_LEAST: usize = 10;
pub const PASSWORD_MOST: usize = 200;
/// Of one file, as large as any organization lets it be.
pub const FILE_MEGABYTES: u32 = 10;
/// At the top of the window.
pub const TITLE_CHARS: usize = 60;
/// A greeting, or what somebody says to their rating.
pub const WORDS_CHARS: usize = 1_000;
pub const BODY_CHARS: usize = 10_000;
pub const SCORE_LEAST: u8 = 1;
pub const SCORE_MOST: u8 = 5;
/// Custom fields of a customer.
pub const FIELDS: usize = 20;
pub const FIELD_CHARS: usize = 500;
/// Events that are told at once.
pub const EVENTS: usize = 50;
/// Errors of the widget that are told at once, the name of the part each is in, and what is said of it.
pub const ERRORS: usize = 10;
pub const PART_CHARS: usize = 30;
pub const ERROR_CHARS: usize = 120;
/// Of what is searched for.
pub const QUERY_CHARS: usize = 200;
/// On one conversation.
pub const LABELS: usize = 20;
pub const LABEL_CHARS: usize = 50;
/// Open ones of one organization.
pub const INVITES: u32 = 200;
/// To choose from.
pub const LABEL_CHOICES: u32 = 200;
/// Shared ones, and as many again of each agent's own.
pub const CANNED_REPLIES: u32 = 500;
/// Questions that the bot answers, in how many other words each may be put, and how long they are.
pub const BOT_ENTRIES: u32 = 500;
pub const BOT_WORDINGS: usize = 20;
pub const BOT_QUESTION_CHARS: usize = 200;
pub const BOT_ANSWER_CHARS: usize = 2_000;
/// Pages that the bot knows, how long they are, and into how many passages each is cut.
pub const BOT_PAGES: u32 = 50;
pub const BOT_PAGE_CHARS: usize = 15_000;
pub const BOT_PASSAGES: usize = 100;
/// Words that mean the same to an organization.
pub const BOT_SYNONYM_GROUPS: usize = 100;
pub const BOT_SYNONYM_WORDS: usize = 20;
pub const BOT_SYNONYM_CHARS: usize = 40;
pub const SHORTCUT_CHARS: usize = 40;
pub const API_KEYS: u32 = 50;
pub const WEBHOOKS: u32 = 20;
/// Of an address that somebody tells us.
pub const URL_BYTES: usize = 2_000;
pub const DEPARTMENTS: u32 = 100;
pub const MEMBERS: usize = 500;
pub const DESCRIPTION_CHARS: usize = 500;
/// Places in a list that people order by hand.
pub const POSITIONS: u32 = 10_000;
/// Conversations that one agent has at a time.
pub const CAPACITY: u32 = 100;
/// Conversations that are changed at once.
pub const BULK: usize = 100;
pub const DOMAINS: usize = 100;
pub const WIDGETS: u32 = 200;
/// In which a widget's last key still works, after it was changed.
pub const GRACE_DAYS: u32 = 30;
pub const GRACE_DAYS_USUAL: u32 = 7;
pub const RETENTION_DAYS: u32 = 3_650;
/// Fields of a form.
pub const QUESTIONS: usize = 20;
pub const QUESTION_CHARS: usize = 200;
pub const OPTIONS: usize = 50;
pub const OPTION_CHARS: usize = 100;
pub const PATTERN_CHARS: usize = 200;
pub const HOLIDAYS: usize = 366;
/// In one day.
pub const RANGES: usize = 10;
/// A visitor's id as their browser keeps it.
pub const VISITOR_ID_LEAST: usize = 16;
pub const VISITOR_ID_MOST: usize = 64;
/// Between a widget's bubble and the edge.
pub const OFFSET_PIXELS: u16 = 400;
/// Before a window opens by itself.
pub const DELAY_SECONDS: u16 = 3_600;
pub const CSS_CHARS: usize = 10_000;
/// All of a widget's own words together: every visitor's browser fetches them with the configuration.
pub const TEXTS_BYTES: usize = 8_000;
pub const RULES: usize = 20;
/// Rules that choose a department.
pub const ROUTING_RULES: usize = 50;
pub const RULE_CHARS: usize = 200;
/// Before the conversations of an agent who has left go to others: a day.
pub const ABSENT_MINUTES: u16 = 1_440;
pub const ABSENT_MINUTES_USUAL: u16 = 10;
/// How long an answer waits for its reader before it is mailed.
pub const REPLY_MAIL_MINUTES: u16 = 1_440;
pub const REPLY_MAIL_MINUTES_USUAL: u16 = 5;
/// Agents whom one note names.
pub const MENTIONS: usize = 20;
/// Notices that are kept for an agent.
pub const NOTICES: usize = 100;

-- The whole current schema of ChatDesk's D1 database; safe to apply twice.
--
-- Every table but agents carries organization_id, and every query filters on it. Ids are UUIDv7 as text, times are
-- milliseconds since 1970, JSON columns hold documents that are only ever read whole. conversations, messages and
-- daily_stats are projections of the rooms' logs: written by upserts that only move forward.

-- stored_bytes: what its attachments take, all together.
-- origin: where its agents logged in last, for links in mails.
CREATE TABLE IF NOT EXISTS organizations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  plan TEXT NOT NULL CHECK (plan IN ('free', 'plus', 'pro', 'enterprise')),
  settings TEXT NOT NULL DEFAULT '{}',
  origin TEXT,
  created_at INTEGER NOT NULL,
  stored_bytes INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS organizations_that_forget
  ON organizations (id) WHERE json_extract(settings, '$.retention_days') IS NOT NULL;

-- People who answer. One person, one row, however many organizations. totp_seed: what their second factor is made of, with the
-- server's own secret; pending: not confirmed yet. totp_step: the last half minute whose code was used. recovery_codes: hashes.
-- code_tries: codes tried since one was right, the last of them at code_tried_at.
CREATE TABLE IF NOT EXISTS agents (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  avatar_url TEXT,
  password_hash TEXT NOT NULL,
  totp_seed TEXT,
  totp_pending TEXT,
  totp_step INTEGER NOT NULL DEFAULT 0,
  recovery_codes TEXT NOT NULL DEFAULT '[]',
  code_tries INTEGER NOT NULL DEFAULT 0,
  code_tried_at INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS memberships (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  agent_id TEXT NOT NULL REFERENCES agents (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'agent')),
  active INTEGER NOT NULL DEFAULT 1,
  waiting_mail TEXT NOT NULL DEFAULT 'away' CHECK (waiting_mail IN ('off', 'away', 'always')),
  waiting_mail_minutes INTEGER NOT NULL DEFAULT 15,
  waiting_mailed_at INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, agent_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS memberships_of_agent ON memberships (agent_id);

-- The token itself is only in the agent's cookie.
CREATE TABLE IF NOT EXISTS agent_sessions (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  agent_id TEXT NOT NULL REFERENCES agents (id),
  user_agent TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS agent_sessions_of_agent ON agent_sessions (agent_id, last_seen_at);
CREATE INDEX IF NOT EXISTS agent_sessions_ended ON agent_sessions (expires_at);

-- Open ones: whoever accepts one takes it away. The token itself is only in the link. invited_by: NULL when the platform's
-- operator has made the organization. name: what they are called, as far as is known.
CREATE TABLE IF NOT EXISTS invites (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  email TEXT NOT NULL COLLATE NOCASE,
  name TEXT,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'agent')),
  token_hash TEXT NOT NULL UNIQUE,
  invited_by TEXT REFERENCES agents (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  UNIQUE (organization_id, email)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS invites_of_organization ON invites (organization_id, created_at);
CREATE INDEX IF NOT EXISTS invites_by_email ON invites (email);
CREATE INDEX IF NOT EXISTS invites_ended ON invites (expires_at);

-- Mail on its way, and that it was sent. What it said goes once it was sent or given up; where no mail is sent and a developer
-- opens them, it stays. unsubscribe: where its reader gets no more of its kind. reply_to: where an answer goes. tells_of: as long
-- as what it says is here, the conversations in it, if they are more than one's.
CREATE TABLE IF NOT EXISTS mails (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT,
  html TEXT,
  conversation_id TEXT,
  unsubscribe TEXT,
  reply_to TEXT,
  tells_of TEXT,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  sent_at INTEGER,
  error TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mails_due ON mails (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS mails_to ON mails (recipient, kind, created_at);
CREATE INDEX IF NOT EXISTS mails_of_organization ON mails (organization_id, id);
CREATE INDEX IF NOT EXISTS mails_by_time ON mails (created_at);
CREATE INDEX IF NOT EXISTS mails_of_conversation
  ON mails (organization_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS mails_of_many ON mails (organization_id) WHERE tells_of IS NOT NULL;

-- Who wants no mail about answers, by the hash of an address.
CREATE TABLE IF NOT EXISTS mail_refusals (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  address_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, address_hash)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS departments (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  settings TEXT NOT NULL DEFAULT '{}',
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS departments_of_organization ON departments (organization_id, position);

CREATE TABLE IF NOT EXISTS department_members (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  department_id TEXT NOT NULL REFERENCES departments (id),
  agent_id TEXT NOT NULL REFERENCES agents (id),
  PRIMARY KEY (organization_id, department_id, agent_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS department_members_of_department ON department_members (department_id);

-- settings: what was set for this widget; the rest is the organization's theme, or as is usual. previous_key works until
-- then. installed: a page that has shown the widget, looked at once a day. Sessions and conversations outlive a widget.
CREATE TABLE IF NOT EXISTS widget_configs (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  settings TEXT NOT NULL DEFAULT '{}',
  identity_secret TEXT NOT NULL,
  previous_key TEXT UNIQUE,
  previous_key_until INTEGER,
  key_made_at INTEGER,
  installed_origin TEXT,
  installed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS widget_configs_of_organization ON widget_configs (organization_id, created_at);
CREATE UNIQUE INDEX IF NOT EXISTS widget_configs_by_name ON widget_configs (organization_id, name COLLATE NOCASE);

-- No table refers to this one by a key of SQLite's: forgetting a person would look through whole tables for them, and what
-- is on its way when they are forgotten would fail for ever.
--
-- Anonymous people, known by the random visitor_id their browser keeps. user_id: who the site's own server says they are.
-- merged_into: whose row holds all that was theirs. unsigned: what nobody but the visitor or their page said of them.
CREATE TABLE IF NOT EXISTS widget_customers (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  visitor_id TEXT NOT NULL,
  customer_id TEXT,
  user_id TEXT,
  merged_into TEXT,
  full_name TEXT,
  email TEXT,
  phone TEXT,
  custom_fields TEXT NOT NULL DEFAULT '{}',
  unsigned TEXT NOT NULL DEFAULT '{}',
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  UNIQUE (organization_id, visitor_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS widget_customers_by_user
  ON widget_customers (organization_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS widget_customers_merged
  ON widget_customers (organization_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX IF NOT EXISTS widget_customers_seen ON widget_customers (organization_id, last_seen_at, id);

-- opened_at: when the visitor opened the chat in it first; where visits are tracked, it begins before.
CREATE TABLE IF NOT EXISTS widget_sessions (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  widget_id TEXT NOT NULL,
  widget_customer_id TEXT NOT NULL,
  referrer TEXT,
  url TEXT,
  language TEXT,
  country TEXT,
  city TEXT,
  timezone TEXT,
  device TEXT,
  browser TEXT,
  os TEXT,
  ip TEXT,
  consented INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  opened_at INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS widget_sessions_of_customer ON widget_sessions (organization_id, widget_customer_id, last_seen_at);
CREATE INDEX IF NOT EXISTS widget_sessions_ended ON widget_sessions (expires_at);

-- Signed identities that were used: each is good for once.
CREATE TABLE IF NOT EXISTS used_identities (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  token_hash TEXT NOT NULL,
  session_id TEXT,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, token_hash)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS used_identities_ended ON used_identities (expires_at);

-- `rev` grows with every change in the room; `summary` is the conversation as agents see it, of which visitors get
-- their own last seq and unread count. Those that are not closed are listed by the inbox, so only closed ones are in the
-- indexes of lists.
CREATE TABLE IF NOT EXISTS conversations (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  widget_customer_id TEXT,
  customer_id TEXT,
  department_id TEXT,
  assignee_id TEXT,
  channel TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'open', 'snoozed', 'closed')),
  last_seq INTEGER NOT NULL,
  visitor_seq INTEGER NOT NULL,
  visitor_unread INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  summary TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  assignee TEXT AS (COALESCE(assignee_id, 'none')),
  department TEXT AS (COALESCE(department_id, 'none')),
  rating INTEGER AS (summary ->> '$.rating.score'),
  priority TEXT AS (summary ->> '$.priority'),
  unread INTEGER AS (summary ->> '$.unread'),
  waiting_since TEXT AS (summary ->> '$.waiting_since'),
  CHECK (customer_id IS NOT NULL OR widget_customer_id IS NOT NULL)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversations_by_status ON conversations (organization_id, status, updated_at);
CREATE INDEX IF NOT EXISTS conversations_closed_by_assignee
  ON conversations (organization_id, assignee, updated_at) WHERE status = 'closed';
CREATE INDEX IF NOT EXISTS conversations_closed_by_department
  ON conversations (organization_id, department, updated_at) WHERE status = 'closed';
CREATE INDEX IF NOT EXISTS conversations_closed_by_rating
  ON conversations (organization_id, rating, updated_at) WHERE status = 'closed' AND rating IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversations_waiting
  ON conversations (waiting_since) WHERE status IN ('waiting', 'open') AND waiting_since IS NOT NULL;
CREATE INDEX IF NOT EXISTS conversations_of_customer ON conversations (organization_id, widget_customer_id, created_at);

CREATE TABLE IF NOT EXISTS messages (
  organization_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  client_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'file', 'event', 'note')),
  sender_kind TEXT NOT NULL CHECK (sender_kind IN ('visitor', 'agent', 'bot', 'system')),
  sender_id TEXT NOT NULL,
  body TEXT NOT NULL,
  data TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) WITHOUT ROWID;

-- Files. Each is given to one message of its uploader, known by its client_id; what was not sent goes after a day.
CREATE TABLE IF NOT EXISTS attachments (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  conversation_id TEXT,
  client_id TEXT,
  uploader_kind TEXT NOT NULL,
  uploader_id TEXT NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  object_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS attachments_of_conversation ON attachments (organization_id, conversation_id);
CREATE INDEX IF NOT EXISTS attachments_to_send
  ON attachments (organization_id, uploader_id) WHERE conversation_id IS NULL;
CREATE INDEX IF NOT EXISTS attachments_unsent ON attachments (created_at) WHERE conversation_id IS NULL;

-- Files whose row is gone. What was in them is deleted before; once more a while later, in case it came in between.
CREATE TABLE IF NOT EXISTS removed_files (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS removed_files_by_time ON removed_files (removed_at);

CREATE TRIGGER IF NOT EXISTS file_kept AFTER INSERT ON attachments
BEGIN
  UPDATE organizations SET stored_bytes = stored_bytes + NEW.size WHERE id = NEW.organization_id;
END;
CREATE TRIGGER IF NOT EXISTS file_removed AFTER DELETE ON attachments
BEGIN
  UPDATE organizations SET stored_bytes = stored_bytes - OLD.size WHERE id = OLD.organization_id;
  INSERT INTO removed_files (organization_id, id, removed_at) VALUES (OLD.organization_id, OLD.id, unixepoch() * 1000)
    ON CONFLICT (organization_id, id) DO UPDATE SET removed_at = excluded.removed_at;
END;

-- What was erased, when and at whose wish. Once it is finished nothing in it says who it was.
CREATE TABLE IF NOT EXISTS erasures (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  customer_id TEXT,
  customer_hash TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  conversations INTEGER NOT NULL DEFAULT 0,
  messages INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  sessions INTEGER NOT NULL DEFAULT 0,
  events INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS erasures_of_organization ON erasures (organization_id, started_at);
CREATE INDEX IF NOT EXISTS erasures_of_customer
  ON erasures (organization_id, customer_id) WHERE finished_at IS NULL;
CREATE INDEX IF NOT EXISTS erasures_unfinished ON erasures (started_at) WHERE finished_at IS NULL;

-- Whose conversations no room copies to here any more: they were, or are being, forgotten. Hashes of ids that are nowhere
-- else by then.
CREATE TABLE IF NOT EXISTS forgotten_customers (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  customer_hash TEXT NOT NULL,
  PRIMARY KEY (organization_id, customer_hash)
) WITHOUT ROWID;

-- Labels to choose from. folded: the name in one spelling for all that differ in case.
CREATE TABLE IF NOT EXISTS labels (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  color TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (organization_id, folded)
) WITHOUT ROWID;

-- Of closed conversations, by which they are found; one that was opened again is in here as it was.
CREATE TABLE IF NOT EXISTS conversation_labels (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  label TEXT NOT NULL COLLATE NOCASE,
  updated_at INTEGER NOT NULL,
  conversation_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, label, updated_at, conversation_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS labels_of_conversation ON conversation_labels (organization_id, conversation_id);

-- agent_id set: personal; null: shared.
CREATE TABLE IF NOT EXISTS canned_replies (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  agent_id TEXT REFERENCES agents (id),
  shortcut TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS canned_replies_of_organization ON canned_replies (organization_id, shortcut);

-- Pages that the bot knows. url: where visitors read on, if there is such a place.
CREATE TABLE IF NOT EXISTS bot_pages (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bot_pages_of_organization ON bot_pages (organization_id, created_at);

-- What the bot answers. words: by which it is found, as they stand in bot_words while it is enabled. page_id: the page that it
-- is a passage of, made anew whenever that is saved; empty: none.
CREATE TABLE IF NOT EXISTS bot_entries (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  question TEXT NOT NULL,
  wordings TEXT NOT NULL,
  answer TEXT NOT NULL,
  words TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  page_id TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bot_entries_of_organization ON bot_entries (organization_id, page_id, created_at);

-- Words that mean the same to an organization: a list of lists.
CREATE TABLE IF NOT EXISTS bot_synonyms (
  organization_id TEXT PRIMARY KEY REFERENCES organizations (id),
  groups TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bot_words (
  organization_id TEXT NOT NULL,
  word TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, word, entry_id)
) WITHOUT ROWID;

-- What became of the questions that the bot was asked, by the visitor's message. outcome: answered, suggested, or why a person
-- has it: unsure, asked, failed. helped: what the visitor said of the answer. by_model: a model said what was meant.
CREATE TABLE IF NOT EXISTS bot_answers (
  organization_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  question TEXT NOT NULL,
  outcome TEXT NOT NULL,
  entry_id TEXT,
  helped INTEGER,
  created_at INTEGER NOT NULL,
  by_model INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, conversation_id, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bot_answers_by_time ON bot_answers (organization_id, created_at);

-- Errors of the widget in visitors' browsers, and of the dashboard (no widget) in agents', counted; nothing of who or on which
-- page.
CREATE TABLE IF NOT EXISTS widget_errors (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  day TEXT NOT NULL,
  widget_id TEXT NOT NULL,
  code TEXT NOT NULL,
  build TEXT NOT NULL,
  part TEXT NOT NULL,
  detail TEXT NOT NULL,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, day, widget_id, code, build, part, detail)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS widget_errors_by_day ON widget_errors (day);

-- Page views and custom events of visitors, where an organization turned tracking on.
CREATE TABLE IF NOT EXISTS events (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  widget_customer_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT,
  title TEXT,
  data TEXT,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_by_time ON events (organization_id, created_at);
CREATE INDEX IF NOT EXISTS events_of_customer ON events (organization_id, widget_customer_id, created_at);

-- What reports count of a conversation, on the day on which it began; written with its copy, when it changes. Nothing in it
-- says whose it is. page: without what follows a question mark. open_wait: what of the time until the first answer was
-- within business hours, reckoned once. has_left: the visitor closed it, or was gone when it was closed. Once the
-- conversation is forgotten it has neither its id nor its page.
CREATE TABLE IF NOT EXISTS conversation_facts (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  created_at INTEGER NOT NULL,
  conversation_id TEXT NOT NULL,
  widget_id TEXT,
  department_id TEXT,
  agent_id TEXT,
  page TEXT,
  asked_at INTEGER,
  answered_at INTEGER,
  bot_at INTEGER,
  closed_at INTEGER,
  has_left INTEGER NOT NULL DEFAULT 0,
  rating INTEGER,
  open_wait INTEGER,
  PRIMARY KEY (organization_id, created_at, conversation_id)
) WITHOUT ROWID;

-- How many visitors opened the chat for the first time in a session, by quarters of an hour: days begin at no other minutes
-- anywhere.
CREATE TABLE IF NOT EXISTS widget_openings (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  slot INTEGER NOT NULL,
  widget_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (organization_id, slot, widget_id)
) WITHOUT ROWID;

-- Quarters of an hour of which daily_stats do not have everything. Added up when they are due: once all that began then is a
-- day old, or later changes have been gathered for up to six hours. Until then reports count those days themselves.
CREATE TABLE IF NOT EXISTS stale_stats (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  slot INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, slot)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS stale_stats_due ON stale_stats (due_at);

-- Sums of a day by the organization's own clock. data: counters by their names in src/domain/report/figures.rs.
CREATE TABLE IF NOT EXISTS daily_stats (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  dimension TEXT NOT NULL CHECK (dimension IN ('all', 'agent', 'department', 'widget', 'page')),
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (organization_id, dimension, day, name)
) WITHOUT ROWID;

-- Something of this moment has changed: the one place that says which quarter of an hour is stale, and when it is due.
CREATE VIEW IF NOT EXISTS changed_stats AS SELECT organization_id, slot AS at FROM stale_stats;
CREATE TRIGGER IF NOT EXISTS stats_changed INSTEAD OF INSERT ON changed_stats BEGIN
  INSERT INTO stale_stats (organization_id, slot, due_at)
    SELECT NEW.organization_id, NEW.at - NEW.at % 900000,
      (MAX(NEW.at - NEW.at % 900000 + 87300000, unixepoch() * 1000) / 21600000 + 1) * 21600000
    WHERE NOT EXISTS (SELECT 1 FROM stale_stats
      WHERE organization_id = NEW.organization_id AND slot = NEW.at - NEW.at % 900000);
END;
CREATE TRIGGER IF NOT EXISTS conversation_counted AFTER INSERT ON conversation_facts BEGIN
  INSERT INTO changed_stats VALUES (NEW.organization_id, NEW.created_at);
END;
CREATE TRIGGER IF NOT EXISTS conversation_counted_again
  AFTER UPDATE OF widget_id, department_id, agent_id, page, asked_at, answered_at, bot_at, closed_at, has_left, rating
  ON conversation_facts
BEGIN
  INSERT INTO changed_stats VALUES (NEW.organization_id, NEW.created_at);
END;
-- A visitor has opened the chat at this moment.
CREATE VIEW IF NOT EXISTS openings AS SELECT organization_id, widget_id, slot AS at FROM widget_openings;
CREATE TRIGGER IF NOT EXISTS opening_counted INSTEAD OF INSERT ON openings BEGIN
  INSERT INTO widget_openings (organization_id, slot, widget_id, count)
    VALUES (NEW.organization_id, NEW.at - NEW.at % 900000, NEW.widget_id, 1)
    ON CONFLICT (organization_id, slot, widget_id) DO UPDATE SET count = count + 1;
  INSERT INTO changed_stats VALUES (NEW.organization_id, NEW.at);
END;
CREATE TRIGGER IF NOT EXISTS widget_opened AFTER INSERT ON widget_sessions WHEN NEW.opened_at IS NOT NULL BEGIN
  INSERT INTO openings VALUES (NEW.organization_id, NEW.widget_id, NEW.opened_at);
END;
CREATE TRIGGER IF NOT EXISTS widget_opened_later AFTER UPDATE OF opened_at ON widget_sessions
  WHEN OLD.opened_at IS NULL AND NEW.opened_at IS NOT NULL
BEGIN
  INSERT INTO openings VALUES (NEW.organization_id, NEW.widget_id, NEW.opened_at);
END;
-- Days begin elsewhere: all of them are added up again.
CREATE TRIGGER IF NOT EXISTS days_moved AFTER UPDATE OF settings ON organizations
  WHEN NEW.settings ->> '$.timezone' IS NOT OLD.settings ->> '$.timezone'
BEGIN
  DELETE FROM daily_stats WHERE organization_id = NEW.id;
  INSERT INTO stale_stats (organization_id, slot, due_at)
    SELECT NEW.id, slot, unixepoch() * 1000 FROM (
      SELECT created_at - created_at % 900000 AS slot FROM conversation_facts WHERE organization_id = NEW.id
      UNION SELECT slot FROM widget_openings WHERE organization_id = NEW.id)
    WHERE slot NOT IN (SELECT slot FROM stale_stats WHERE organization_id = NEW.id);
END;

CREATE TABLE IF NOT EXISTS audit_log (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  agent_id TEXT,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  before TEXT,
  after TEXT,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS audit_log_of_organization ON audit_log (organization_id, id);
CREATE INDEX IF NOT EXISTS audit_log_by_agent ON audit_log (organization_id, agent_id, id);
CREATE INDEX IF NOT EXISTS audit_log_by_action ON audit_log (organization_id, action, id);

-- paused_until: after a failure nothing is sent there for a while. last_*: what came of the last attempt.
CREATE TABLE IF NOT EXISTS webhooks (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  secret TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1,
  failing_since INTEGER,
  paused_until INTEGER,
  last_status INTEGER,
  last_error TEXT,
  last_at INTEGER,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS webhooks_of_organization ON webhooks (organization_id, id);
CREATE INDEX IF NOT EXISTS webhooks_failing ON webhooks (failing_since) WHERE failing_since IS NOT NULL;

-- What is, or was, to be sent, in this order; known to the receiver by `id`, which is the event's.
CREATE TABLE IF NOT EXISTS webhook_deliveries (
  position INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  webhook_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT,
  event TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  status INTEGER,
  error TEXT,
  response TEXT,
  next_attempt_at INTEGER,
  created_at INTEGER NOT NULL,
  delivered_at INTEGER,
  UNIQUE (organization_id, webhook_id, id)
);
CREATE INDEX IF NOT EXISTS webhook_deliveries_of_conversation ON webhook_deliveries (organization_id, conversation_id);
CREATE INDEX IF NOT EXISTS webhook_deliveries_pending
  ON webhook_deliveries (organization_id, webhook_id, position) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS webhook_deliveries_due
  ON webhook_deliveries (organization_id, webhook_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- The key itself is known only to whoever it was shown to.
CREATE TABLE IF NOT EXISTS api_keys (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  token_hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES agents (id),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS api_keys_of_organization ON api_keys (organization_id, created_at);

-- What is searched for. Every word stands behind the last ten characters of its organization's id: a word is looked up within
-- one organization, also by its beginning, and nothing is read of what others wrote. Of conversations: a row for each batch
-- of messages, of which it has the words in order, behind the conversation's own id.
CREATE VIRTUAL TABLE IF NOT EXISTS message_search USING fts5 (
  words, organization_id UNINDEXED, conversation_id UNINDEXED, first_seq UNINDEXED, last_seq UNINDEXED,
  columnsize = 0, prefix = '11 12', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
CREATE VIRTUAL TABLE IF NOT EXISTS customer_search USING fts5 (
  words, organization_id UNINDEXED, customer_id UNINDEXED,
  columnsize = 0, prefix = '11 12', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
-- What is deleted is gone from the index too, not only marked.
INSERT INTO message_search (message_search, rank) VALUES ('secure-delete', 1);
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1);

-- Customers' words: names, emails and phones, split where src/domain/search/words.rs does; a phone also in one piece. Behind
-- the customer's own id.
CREATE VIEW IF NOT EXISTS customer_words AS
  SELECT id, organization_id, replace(' ' || replace(id, '-', '') || ' ' || plain || ' ' || digits, ' ', ' ' || tag) AS words
  FROM (
    SELECT id, organization_id, substr(organization_id, -10) AS tag,
      trim(replace(replace(replace(
      replace(replace(replace(replace(replace(replace(replace(replace(
      replace(replace(replace(replace(replace(replace(replace(replace(
      replace(replace(replace(replace(replace(replace(replace(replace(
      replace(replace(replace(replace(replace(replace(replace(replace(
        COALESCE(full_name, '') || ' ' || COALESCE(email, '') || ' ' || COALESCE(phone, '')
      , '@', ' ') , '.', ' ') , '-', ' ') , '_', ' ') , '+', ' ') , '''', ' ') , ',', ' ') , '(', ' ')
      , ')', ' ') , '/', ' ') , '&', ' ') , '"', ' ') , ':', ' ') , ';', ' ') , '#', ' ') , '*', ' ')
      , '|', ' ') , '=', ' ') , '!', ' ') , '?', ' ') , '<', ' ') , '>', ' ') , '[', ' ') , ']', ' ')
      , '{', ' ') , '}', ' ') , '~', ' ') , '`', ' ') , '%', ' ') , '^', ' ') , '$', ' ') , '\', ' ')
      , '  ', ' '), '  ', ' '), '  ', ' ')) AS plain,
      replace(replace(replace(replace(replace(replace(replace(COALESCE(phone, ''), '+', ''), ' ', ''), '-', ''), '/', ''), '(', ''), ')', ''), '.', '') AS digits
    FROM widget_customers WHERE COALESCE(full_name, email, phone) IS NOT NULL
  );
CREATE TRIGGER IF NOT EXISTS customer_described AFTER UPDATE OF full_name, email, phone ON widget_customers
  WHEN (NEW.full_name, NEW.email, NEW.phone) IS NOT (OLD.full_name, OLD.email, OLD.phone)
BEGIN
  DELETE FROM customer_search
    WHERE customer_search MATCH '"' || substr(OLD.organization_id, -10) || replace(OLD.id, '-', '') || '"'
      AND organization_id = OLD.organization_id;
  INSERT INTO customer_search (words, organization_id, customer_id)
    SELECT words, organization_id, id FROM customer_words WHERE id = NEW.id;
END;
CREATE TRIGGER IF NOT EXISTS customer_known AFTER INSERT ON widget_customers
  WHEN COALESCE(NEW.full_name, NEW.email, NEW.phone) IS NOT NULL
BEGIN
  INSERT INTO customer_search (words, organization_id, customer_id)
    SELECT words, organization_id, id FROM customer_words WHERE id = NEW.id;
END;
CREATE TRIGGER IF NOT EXISTS customer_forgotten AFTER DELETE ON widget_customers
  WHEN COALESCE(OLD.full_name, OLD.email, OLD.phone) IS NOT NULL
BEGIN
  DELETE FROM customer_search
    WHERE customer_search MATCH '"' || substr(OLD.organization_id, -10) || replace(OLD.id, '-', '') || '"'
      AND organization_id = OLD.organization_id;
END;

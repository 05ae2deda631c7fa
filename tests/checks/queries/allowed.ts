// What the rules for queries let pass, each with its reason. An entry that nothing needs any more fails the test.

/**
 * scan: reads a whole table or index. sort: gathers everything before it gives a page. whole organization: reads all that
 * an organization has of something there can be much of. organization: could touch another organization's rows.
 */
export type Rule = 'scan' | 'sort' | 'whole organization' | 'organization';

/** By rule, then by the file and function of the statement. */
export const allowed: Record<Rule, Record<string, string>> = {
  scan: {
    'inbox/list away': 'a row for each agent who is away',
    'inbox/list behind': 'only when the operator asks how it is',
    'inbox/list forget_all': 'all of it goes, when the operator has it built again',
    'inbox/tally of': 'small entries of one index, once when an inbox wakes',
    'room/log exists': 'a room has five tables',
    'room/log heads': 'from the end to the last message that counts as unread, once when a room wakes',
    'room/log marks': 'a row for everyone who ever read here, once when a room wakes',
    'room/log record': 'one row',
    'store/departments ordered': 'what an organization has of them, at most a hundred, put in order',
    'store/deliveries forget_before': 'the oldest thousand, in the order in which they came',
    'store/webhooks overdue':
      'a row for each webhook there is, and one look at an index for each; every ten minutes',
    'store/metrics busiest':
      'a row for each organization and one look at an index, when the operator asks for inboxes',
    'store/metrics figures': 'so many rows of each and no more, when the operator’s own programs ask',
    'store/invites accept':
      'what points to a new agent is looked for only while such keys wait, which none do',
    'store/mails latest': 'a page of the newest, on a laptop only',
    'store/mails newest': 'a page of the newest, on a laptop only',
    'store/mod ping': 'one row, whichever comes first',
    'store/waiting absent': 'those who wait, whom an index has found before',
  },
  sort: {
    'store/metrics busiest': 'a row for each organization, when the operator asks for inboxes',
    'store/accounts by_email': 'the few organizations of one person',
    'store/bot_answers report': 'the latest ten thousand questions, counted by day and by their words',
    'store/bot_ask look_up':
      'the entries and passages that have a word of one question, at most 30 in the end',
    'store/deliveries due': 'ten for each of the few webhooks of an organization',
    'store/export page': 'the messages of one conversation at a time, which come in this order anyway',
    'store/accounts home': 'the few organizations of one person',
    'store/reports sums': 'sums, which are few: the days of a year, or what has the most of them',
    'store/waiting absent': 'those who wait, by the agents who hear of them; every ten minutes',
  },
  'whole organization': {
    'store/mails untold': 'only mails to agents that have not left yet: one for each who is away',
  },
  organization: {
    'store/accounts by_email': 'finds out which organization it is, by an e-mail that one person has',
    'store/api_keys by_hash': 'finds out which organization it is, by the hash of a secret key',
    'store/accounts home': 'finds out which organization it is, of one person',
    'store/accounts set_password': 'a person’s own sessions, in all their organizations',
    'store/attachments forget_before': 'every night, of all organizations',
    'store/attachments forget_removed': 'every night, of all organizations',
    'store/attachments removed_before': 'every night, of all organizations',
    'store/attachments unsent_before': 'every night, of all organizations',
    'store/deliveries forget_before': 'every night, of all organizations',
    'store/erasures unfinished': 'goes on with what was interrupted, of all organizations',
    'store/operated invited_again': 'finds out which organization it is, by whom its owner is to be',
    'store/operated page': 'the operator sees all organizations',
    'store/invites accept': 'by the hash of a secret token',
    'store/invites by_token': 'finds out which organization it is, by the hash of a secret token',
    'store/invites forget_ended': 'every night, of all organizations',
    'store/invites shown': 'by the hash of a secret token',
    'store/logins end': 'by the hash of a secret token',
    'store/logins end_one': 'a person’s own sessions, in all their organizations',
    'store/logins end_others': 'a person’s own sessions, in all their organizations',
    'store/logins forget_ended': 'every night, of all organizations',
    'store/logins member_of': 'finds out which organization it is, by the hash of a secret token',
    'store/logins of_person': 'a person’s own sessions, in all their organizations',
    'store/logins seen': 'a person’s own session',
    'store/mails forget_old': 'every night, of all organizations',
    'store/mails latest': 'for the developer, on a laptop only',
    'store/mails newest': 'for the developer, on a laptop only',
    'store/mails one': 'for the developer, on a laptop only',
    'store/metrics busiest': 'the operator sees all organizations',
    'store/metrics figures': 'the operator counts, over all organizations',
    'store/waiting absent':
      'those who wait in all organizations, every ten minutes; each agent hears of their own',
    'store/mails take_due': 'every minute, of all organizations',
    'store/reports due': 'every ten minutes, of all organizations',
    'store/sessions forget_ended': 'every night, of all organizations',
    'store/widget_errors forgotten': 'every night, of all organizations',
    'store/webhooks overdue': 'looks for couriers that are late, of all organizations',
    'store/widgets by_key': 'finds out which organization it is, by a unique public key',
  },
};

/** Tables of which an organization has few rows. */
export const small = new Set([
  'memberships',
  'invites',
  'departments',
  'department_members',
  'widget_configs',
  'labels',
  'canned_replies',
  'bot_entries',
  'bot_pages',
  'bot_synonyms',
  'webhooks',
  'api_keys',
]);

/** Places that hand on statements of others. */
export const adapters: Record<string, string> = {
  'store/mod bind': 'what `statement!` becomes',
  'platform/sql first': 'the trait itself',
  'platform/sql run': 'the trait itself',
  'platform/sql start': "an object's database behind the trait",
  'platform/sql migrate': 'the migrations, which make the tables here too',
};

/** What variables can be whose texts cannot be read: by place, then by name. */
export const assumed: Record<string, Record<string, string[]>> = {
  'store/customers select': { own: ['w.*'], visit: ['s.*'] },
};

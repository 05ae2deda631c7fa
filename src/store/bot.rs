//! What the bot knows: questions and answers, and the words by which they are found. Each statement gives entries as JSON, as
//! agents see them.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Ran, Result, database, document, run, statement};
use crate::{
    domain::bot::{Candidate, Corpus, Question, Verdict, judge},
    json,
    platform::words::plain,
    protocol::{
        BotEntryId, OrganizationId, Timestamp,
        bot::{BotMatch, BotOutcome, ChangeBotEntry, TriedBot},
        limits::BOT_ENTRIES,
    },
};

const SEEN: &str = "json_object('id', id, 'question', question, 'wordings', json(wordings), 'answer', answer,
    'enabled', json(iif(enabled, 'true', 'false')),
    'created_at', strftime('%Y-%m-%dT%H:%M:%fZ', created_at / 1000.0, 'unixepoch'),
    'updated_at', strftime('%Y-%m-%dT%H:%M:%fZ', updated_at / 1000.0, 'unixepoch'))";

/// # Errors
/// When a value cannot be bound, as for all below.
pub fn all(db: &D1Database, organization: OrganizationId) -> Result<D1PreparedStatement> {
    let query = format!("SELECT {SEEN} FROM bot_entries WHERE organization_id = ? ORDER BY created_at, id");
    statement!(db, &*query, &organization)
}

pub fn one(db: &D1Database, organization: OrganizationId, id: BotEntryId) -> Result<D1PreparedStatement> {
    let query = "SELECT question, wordings FROM bot_entries WHERE organization_id = ? AND id = ?";
    statement!(db, query, &organization, &id)
}

/// Nothing: there are as many as there may be. `words`: by which it is found.
pub fn added(
    db: &D1Database,
    organization: OrganizationId,
    id: BotEntryId,
    new: &ChangeBotEntry,
    words: &[String],
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = format!(
        "INSERT INTO bot_entries (id, organization_id, question, wordings, answer, words, enabled, created_at, updated_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8
        WHERE (SELECT COUNT(*) FROM bot_entries WHERE organization_id = ?2) < ?9 RETURNING {SEEN}"
    );
    let (wordings, words) = (json::write(&new.wordings.as_deref().unwrap_or_default()), json::write(&words));
    let (question, answer) = (new.question.as_deref(), new.answer.as_deref());
    let enabled = u32::from(new.enabled != Some(false));
    let insert =
        statement!(db, &*query, &id, &organization, question, &*wordings, answer, &*words, enabled, now, BOT_ENTRIES);
    vec![insert, indexed(db, organization, id)]
}

/// Nothing: there is none. `words`: by which it is found from now on, if that changes.
pub fn changed(
    db: &D1Database,
    organization: OrganizationId,
    id: BotEntryId,
    change: &ChangeBotEntry,
    words: Option<&[String]>,
    now: Timestamp,
) -> Vec<Result<D1PreparedStatement>> {
    let query = format!(
        "UPDATE bot_entries SET question = COALESCE(?3, question), wordings = COALESCE(?4, wordings),
            answer = COALESCE(?5, answer), words = COALESCE(?6, words), enabled = COALESCE(?7, enabled), updated_at = ?8
        WHERE organization_id = ?1 AND id = ?2 RETURNING {SEEN}"
    );
    let wordings = change.wordings.as_deref().map(|wordings| json::write(&wordings));
    let words = words.map(|words| json::write(&words));
    let (question, answer) = (change.question.as_deref(), change.answer.as_deref());
    let enabled = change.enabled.map(u32::from);
    let update = statement!(
        db,
        &*query,
        &organization,
        &id,
        question,
        wordings.as_deref(),
        answer,
        words.as_deref(),
        enabled,
        now
    );
    vec![unindexed(db, organization, id), update, indexed(db, organization, id)]
}

/// Nothing: there is none.
pub fn removed(db: &D1Database, organization: OrganizationId, id: BotEntryId) -> Vec<Result<D1PreparedStatement>> {
    let query = "DELETE FROM bot_entries WHERE organization_id = ? AND id = ? RETURNING json_quote(id)";
    vec![unindexed(db, organization, id), statement!(db, query, &organization, &id)]
}

fn indexed(db: &D1Database, organization: OrganizationId, id: BotEntryId) -> Result<D1PreparedStatement> {
    let query = "INSERT OR IGNORE INTO bot_words (organization_id, word, entry_id)
        SELECT e.organization_id, value, e.id FROM bot_entries AS e, json_each(e.words)
        WHERE e.organization_id = ? AND e.id = ? AND e.enabled = 1";
    statement!(db, query, &organization, &id)
}

fn unindexed(db: &D1Database, organization: OrganizationId, id: BotEntryId) -> Result<D1PreparedStatement> {
    let query = "DELETE FROM bot_words WHERE organization_id = ?1 AND entry_id = ?2 AND word IN
        (SELECT value FROM bot_entries AS e, json_each(e.words) WHERE e.organization_id = ?1 AND e.id = ?2)";
    statement!(db, query, &organization, &id)
}

/// What the bot makes of a question.
///
/// # Errors
/// When the database fails.
pub async fn ask(env: &Env, organization: OrganizationId, text: &str) -> Result<TriedBot> {
    let question = Question::of(text, plain);
    let (corpus, ids, candidates) = candidates(env, organization, &question.lookup()).await?;
    let (outcome, chosen) = match judge(&question, &corpus, &candidates, plain) {
        Verdict::Answer(place, sure) => (BotOutcome::Answered, vec![(place, sure)]),
        Verdict::Suggest(near) => (BotOutcome::Suggested, near),
        Verdict::Nothing => (BotOutcome::HandedOver, Vec::new()),
    };
    let mut entries = Vec::new();
    for (place, sure) in chosen {
        let Candidate { wordings, answer } = &candidates[place];
        let (question, answer) = (wordings.first().cloned().unwrap_or_default(), answer.clone());
        entries.push(BotMatch { id: ids[place], question, answer, confidence: (sure * 100.0) as u32 });
    }
    Ok(TriedBot { outcome, entries })
}

/// What has any of these words: those with the rarest first. And how rare each is.
async fn candidates(
    env: &Env,
    organization: OrganizationId,
    words: &[String],
) -> Result<(Corpus, Vec<BotEntryId>, Vec<Candidate>)> {
    let counted = "SELECT word, COUNT(*) AS entries FROM bot_words
        WHERE organization_id = ? AND word IN (SELECT value FROM json_each(?)) GROUP BY word";
    let all = "SELECT COUNT(*) AS entries FROM bot_entries WHERE organization_id = ?";
    let near = "WITH best AS (SELECT entry_id, SUM(worth) AS fit
            FROM (SELECT entry_id, 1.0 / COUNT(*) OVER (PARTITION BY word) AS worth FROM bot_words
                WHERE organization_id = ?1 AND word IN (SELECT value FROM json_each(?2)))
            GROUP BY entry_id ORDER BY fit DESC LIMIT 30)
        SELECT e.id, e.question, e.wordings, e.answer FROM best
        CROSS JOIN bot_entries AS e ON e.id = best.entry_id WHERE +e.organization_id = ?1 AND e.enabled = 1";
    let (db, words) = (&database(env, organization)?, json::write(&words));
    let statements = vec![
        statement!(db, counted, &organization, &*words),
        statement!(db, all, &organization),
        statement!(db, near, &organization, &*words),
    ];
    let ran = run(db, statements).await?;
    let rows = |at: usize| ran.get(at).map(Ran::rows).unwrap_or_default();
    let mut corpus = Corpus::default();
    for mut row in rows(0) {
        corpus.counts.push((row.text(0), row.number(1)));
    }
    corpus.entries = rows(1).first().map_or(0, |row| row.number(0));
    let (mut ids, mut found) = (Vec::new(), Vec::new());
    for mut row in rows(2) {
        let mut wordings: Vec<String> = document(&row.text(2))?;
        wordings.insert(0, row.text(1));
        ids.push(row.id(0)?);
        found.push(Candidate { wordings, answer: row.text(3) });
    }
    Ok((corpus, ids, found))
}

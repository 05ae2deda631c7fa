//! What became of questions to the bot: a copy of what rooms' logs tell.

use worker::{D1Database, D1PreparedStatement, Env};

use super::{Result, database, first, statement};
use crate::{
    platform::json::{self, Raw},
    protocol::{ConversationId, OrganizationId, Timestamp},
};

/// What a batch of entries (a JSON list) tells of it. Again changes nothing. None of most batches.
pub(super) fn told(
    db: &D1Database,
    organization: OrganizationId,
    conversation: ConversationId,
    entries: &str,
) -> Vec<Result<D1PreparedStatement>> {
    if !entries.contains("\"bot\":{") && !entries.contains("\"bot_") {
        return Vec::new();
    }
    let answered =
        "INSERT INTO bot_answers (organization_id, conversation_id, seq, question, outcome, entry_id, by_model, created_at)
        SELECT ?1, ?2, COALESCE(bot ->> 'asked_seq', value ->> 'seq'), COALESCE(bot ->> 'question', ''),
            COALESCE(bot ->> 'outcome', bot ->> 'why'), bot ->> 'entry_id', COALESCE(bot ->> 'by_model', 0),
            CAST(ROUND(unixepoch(value ->> 'created_at', 'subsec') * 1000) AS INTEGER)
        FROM (SELECT value, COALESCE(value -> '$.bot', iif(value ->> '$.event.type' = 'bot_handed_over',
            value -> '$.event.data', NULL)) AS bot FROM json_each(?3))
        WHERE bot IS NOT NULL AND EXISTS (SELECT 1 FROM conversations WHERE organization_id = ?1 AND id = ?2)
        ON CONFLICT (organization_id, conversation_id, seq) DO NOTHING";
    let rated = "UPDATE bot_answers SET helped = told.helped
        FROM (SELECT value ->> '$.event.seq' AS seq, value ->> '$.event.helped' AS helped FROM json_each(?3)
            WHERE value ->> '$.event.type' = 'bot_rated') AS told
        WHERE organization_id = ?1 AND conversation_id = ?2 AND bot_answers.seq = told.seq";
    vec![
        statement!(db, answered, &organization, &conversation, entries),
        statement!(db, rated, &organization, &conversation, entries),
    ]
}

/// By day, and what had no answer, the most asked first. Of the latest ten thousand questions.
///
/// # Errors
/// When the database fails.
pub async fn report(env: &Env, organization: OrganizationId, now: Timestamp, days: u32) -> Result<Raw> {
    let query = "WITH recent AS (SELECT question, outcome, helped, by_model, created_at FROM bot_answers
            WHERE organization_id = ?1 AND created_at >= unixepoch(?2 / 1000, 'unixepoch', 'start of day', (1 - ?3) || ' days') * 1000
            ORDER BY created_at DESC LIMIT 10000)
        SELECT json_object('days', json((SELECT json_group_array(json_object('day', day, 'answered', answered,
                'suggested', suggested, 'handed_over', handed_over, 'helped', helped, 'wrong', wrong, 'by_model', by_model, 'by_model_wrong', by_model_wrong))
            FROM (SELECT date(created_at / 1000, 'unixepoch') AS day, SUM(outcome = 'answered') AS answered,
                SUM(outcome = 'suggested') AS suggested, SUM(outcome IN ('unsure', 'asked', 'failed')) AS handed_over,
                SUM(helped IS 1) AS helped, SUM(helped IS 0) AS wrong, SUM(by_model) AS by_model,
                SUM(by_model AND helped IS 0) AS by_model_wrong FROM recent GROUP BY day ORDER BY day))),
            'unanswered', json((SELECT json_group_array(json_object('question', question, 'count', count,
                'last_at', strftime('%Y-%m-%dT%H:%M:%fZ', last_at / 1000.0, 'unixepoch')))
            FROM (SELECT question, COUNT(*) AS count, MAX(created_at) AS last_at FROM recent
                WHERE question != '' AND (outcome = 'unsure' OR helped = 0)
                GROUP BY lower(question) ORDER BY count DESC, last_at DESC LIMIT 50))))";
    let row = first(statement!(&database(env, organization)?, query, &organization, now, days)).await?;
    Ok(json::raw(row.unwrap_or_default().text(0))?)
}

//! What became of questions to the bot: a copy of what rooms' logs tell.

use worker::{D1Database, D1PreparedStatement};

use super::{Result, statement};
use crate::protocol::{ConversationId, OrganizationId};

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
        "INSERT INTO bot_answers (organization_id, conversation_id, seq, question, outcome, entry_id, created_at)
        SELECT ?1, ?2, COALESCE(bot ->> 'asked_seq', value ->> 'seq'), COALESCE(bot ->> 'question', ''),
            COALESCE(bot ->> 'outcome', bot ->> 'why'), bot ->> 'entry_id',
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

//! What the bot finds for a question.

use worker::Env;

use super::{Ran, Result, bot, database, document, first, run, statement};
use crate::{
    domain::bot::{Candidate, Corpus, Question, Tongue, Verdict, judge},
    json,
    platform::words::plain,
    protocol::{
        BotEntryId, OrganizationId,
        bot::{BotMatch, BotOutcome, BotSource, TriedBot},
    },
};

/// What may be meant, each with what it is besides.
#[derive(Default)]
struct Found {
    corpus: Corpus,
    candidates: Vec<Candidate>,
    sources: Vec<(BotEntryId, Option<BotSource>)>,
}

/// What the bot makes of a question.
///
/// # Errors
/// When the database fails.
pub async fn ask(env: &Env, organization: OrganizationId, text: &str) -> Result<TriedBot> {
    let mut known = first(bot::synonyms(&database(env, organization)?, organization)).await?.unwrap_or_default();
    let groups: Vec<Vec<String>> = if known.0.is_empty() { Vec::new() } else { document(&known.text(1))? };
    let tongue = Tongue::new(plain, &groups);
    let question = Question::asked(text, &tongue);
    let found = candidates(env, organization, &question.lookup()).await?;
    let (outcome, chosen) = match judge(&question, &found.corpus, &found.candidates, &tongue) {
        Verdict::Answer(place, sure) => (BotOutcome::Answered, vec![(place, sure)]),
        Verdict::Suggest(near) => (BotOutcome::Suggested, near),
        Verdict::Nothing => (BotOutcome::HandedOver, Vec::new()),
    };
    let mut entries = Vec::new();
    for (place, sure) in chosen {
        let (Candidate { wordings, answer }, (id, page)) = (&found.candidates[place], &found.sources[place]);
        let (question, answer) = (wordings.first().cloned().unwrap_or_default(), answer.clone());
        entries.push(BotMatch { id: *id, question, answer, page: page.clone(), confidence: (sure * 100.0) as u32 });
    }
    Ok(TriedBot { outcome, entries })
}

/// What has any of these words: those with the rarest first. And how rare each is.
async fn candidates(env: &Env, organization: OrganizationId, words: &[String]) -> Result<Found> {
    let counted = "SELECT word, COUNT(*) AS entries FROM bot_words
        WHERE organization_id = ? AND word IN (SELECT value FROM json_each(?)) GROUP BY word";
    let all = "SELECT COUNT(*) AS entries FROM bot_entries WHERE organization_id = ?";
    let near = "WITH best AS (SELECT entry_id, SUM(worth) AS fit
            FROM (SELECT entry_id, 1.0 / COUNT(*) OVER (PARTITION BY word) AS worth FROM bot_words
                WHERE organization_id = ?1 AND word IN (SELECT value FROM json_each(?2)))
            GROUP BY entry_id ORDER BY fit DESC LIMIT 30)
        SELECT e.id, e.question, e.wordings, e.answer, p.title, p.url FROM best
        CROSS JOIN bot_entries AS e ON e.id = best.entry_id
        LEFT JOIN bot_pages AS p ON p.id = e.page_id AND +p.organization_id = ?1
        WHERE +e.organization_id = ?1 AND e.enabled = 1 ORDER BY e.created_at, e.id";
    let (db, words) = (&database(env, organization)?, json::write(&words));
    let statements = vec![
        statement!(db, counted, &organization, &*words),
        statement!(db, all, &organization),
        statement!(db, near, &organization, &*words),
    ];
    let ran = run(db, statements).await?;
    let rows = |at: usize| ran.get(at).map(Ran::rows).unwrap_or_default();
    let mut found = Found::default();
    for mut row in rows(0) {
        found.corpus.counts.push((row.text(0), row.number(1)));
    }
    found.corpus.entries = rows(1).first().map_or(0, |row| row.number(0));
    for mut row in rows(2) {
        let (question, answer) = (row.text(1), row.text(3));
        let page = row.optional(4).map(|title| (title, row.text(5)));
        let candidate = if let Some((title, _)) = &page {
            Candidate::passage(title, question, answer)
        } else {
            let mut wordings: Vec<String> = document(&row.text(2))?;
            wordings.insert(0, question);
            Candidate { wordings, answer }
        };
        let page = page.map(|(title, url)| BotSource { title, url: Some(url).filter(|url| !url.is_empty()) });
        found.sources.push((row.id(0)?, page));
        found.candidates.push(candidate);
    }
    Ok(found)
}

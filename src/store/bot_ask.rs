//! What the bot finds for a question.

use worker::{D1Database, Env};

use super::{Ran, Result, all, database, document, first, run, statement};
use crate::{
    domain::bot::{Candidate, Corpus, MOST, Question, Tongue, Verdict, judge},
    json,
    platform::{sql::Row, words::plain},
    protocol::{
        BotEntryId, OrganizationId,
        bot::{BotMatch, BotOutcome, BotSource, TriedBot},
    },
};

/// An entry, and the page that it is a passage of: what `add` reads.
const CANDIDATE: &str = "e.id, e.question, e.wordings, e.answer, p.title, p.url";
const ITS_PAGE: &str = "LEFT JOIN bot_pages AS p ON p.id = e.page_id AND +p.organization_id = ?1";

/// What may be meant, each with what it is besides.
pub struct Found {
    question: Question,
    tongue: Tongue,
    corpus: Corpus,
    pub candidates: Vec<Candidate>,
    sources: Vec<(BotEntryId, Option<BotSource>)>,
    /// The organization wants a model's opinion where words are not enough.
    pub wants_model: bool,
}

/// What has any of the question's words: those with the rarest first. And how rare each is.
///
/// # Errors
/// When the database fails.
pub async fn found(env: &Env, organization: OrganizationId, text: &str) -> Result<Found> {
    let db = &database(env, organization)?;
    let own = "SELECT COALESCE(s.groups, '[]'), COALESCE(o.settings ->> '$.bot_model', 0)
        FROM organizations AS o LEFT JOIN bot_synonyms AS s ON s.organization_id = ?1 WHERE o.id = ?1";
    let (groups, wants_model): (Vec<Vec<String>>, _) = match first(statement!(db, own, &organization)).await? {
        Some(mut row) => (document(&row.text(0))?, row.number(1) == 1),
        None => Default::default(),
    };
    let tongue = Tongue::new(plain, &groups);
    let question = Question::asked(text, &tongue);
    let wants_model = wants_model && !question.is_empty();
    let (corpus, candidates, sources) = (Corpus::default(), Vec::new(), Vec::new());
    let mut found = Found { question, tongue, corpus, candidates, sources, wants_model };
    found.look_up(db, organization).await?;
    Ok(found)
}

impl Found {
    async fn look_up(&mut self, db: &D1Database, organization: OrganizationId) -> Result<()> {
        let counted = "SELECT word, COUNT(*) AS entries FROM bot_words
            WHERE organization_id = ? AND word IN (SELECT value FROM json_each(?)) GROUP BY word";
        let entries = "SELECT COUNT(*) AS entries FROM bot_entries WHERE organization_id = ?";
        let near = format!(
            "WITH best AS (SELECT entry_id, SUM(worth) AS fit
                FROM (SELECT entry_id, 1.0 / COUNT(*) OVER (PARTITION BY word) AS worth FROM bot_words
                    WHERE organization_id = ?1 AND word IN (SELECT value FROM json_each(?2)))
                GROUP BY entry_id ORDER BY fit DESC LIMIT 30)
            SELECT {CANDIDATE} FROM best CROSS JOIN bot_entries AS e ON e.id = best.entry_id {ITS_PAGE}
            WHERE +e.organization_id = ?1 AND e.enabled = 1 ORDER BY e.created_at, e.id"
        );
        let words = &json::write(&self.question.lookup());
        let statements = vec![
            statement!(db, counted, &organization, &**words),
            statement!(db, entries, &organization),
            statement!(db, &*near, &organization, &**words),
        ];
        let ran = run(db, statements).await?;
        let rows = |at: usize| ran.get(at).map(Ran::rows).unwrap_or_default();
        for mut row in rows(0) {
            self.corpus.counts.push((row.text(0), row.number(1)));
        }
        self.corpus.entries = rows(1).first().map_or(0, |row| row.number(0));
        rows(2).into_iter().try_for_each(|row| self.add(row))
    }

    /// And what has none of the words: answers before passages, as many as are compared.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_others(&mut self, env: &Env, organization: OrganizationId) -> Result<()> {
        let query = format!(
            "SELECT {CANDIDATE} FROM bot_entries AS e {ITS_PAGE}
            WHERE e.organization_id = ?1 AND e.enabled = 1 ORDER BY e.page_id, e.created_at LIMIT ?2"
        );
        let rows = all(statement!(&database(env, organization)?, &*query, &organization, MOST as u32)).await?;
        for row in rows {
            let id: BotEntryId = row.id(0)?;
            if self.candidates.len() < MOST && self.sources.iter().all(|(known, _)| *known != id) {
                self.add(row)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, mut row: Row) -> Result<()> {
        let (question, answer) = (row.text(1), row.text(3));
        let page = row.optional(4).map(|title| (title, row.text(5)));
        self.candidates.push(match &page {
            Some((title, _)) => Candidate::passage(title, question, answer),
            None => Candidate::entry(question, document(&row.text(2))?, answer),
        });
        let page = page.map(|(title, url)| BotSource { title, url: Some(url).filter(|url| !url.is_empty()) });
        self.sources.push((row.id(0)?, page));
        Ok(())
    }

    /// What the words say.
    #[must_use]
    pub fn judged(&self) -> Verdict {
        judge(&self.question, &self.corpus, &self.candidates, &self.tongue)
    }

    #[must_use]
    pub fn told(&self, verdict: Verdict, by_model: bool) -> TriedBot {
        let (outcome, chosen) = match verdict {
            Verdict::Answer(place, sure) => (BotOutcome::Answered, vec![(place, sure)]),
            Verdict::Suggest(near) => (BotOutcome::Suggested, near),
            Verdict::Nothing => (BotOutcome::HandedOver, Vec::new()),
        };
        let mut entries = Vec::new();
        for (place, sure) in chosen {
            let (Candidate { wordings, answer, .. }, (id, page)) = (&self.candidates[place], &self.sources[place]);
            let (question, answer) = (wordings.first().cloned().unwrap_or_default(), answer.clone());
            entries.push(BotMatch { id: *id, question, answer, page: page.clone(), confidence: (sure * 100.0) as u32 });
        }
        TriedBot { outcome, entries, by_model }
    }
}

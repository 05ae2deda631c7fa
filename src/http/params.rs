//! Values of the query. Read by hand: a reader of its own for a handful of values would cost more than they do.

use uuid::Uuid;

use crate::protocol::{Problem, conversation::Status};

pub struct Params(Vec<(String, String)>);

impl Params {
    pub fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The first value of this name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// # Errors
    /// A problem that names the value when it is no whole number that we could have given.
    pub fn number(&self, name: &str) -> Result<Option<u32>, Problem> {
        let number = self.text(name).map(str::parse).transpose();
        number.map_err(|_| Problem::field(name, "invalid_value", "This must be a whole number."))
    }

    /// # Errors
    /// A problem that names the value when it is no id.
    pub fn id<T: From<Uuid>>(&self, name: &str) -> Result<Option<T>, Problem> {
        let id = self.text(name).map(Uuid::try_parse).transpose();
        let id = id.map_err(|_| Problem::field(name, "invalid_value", "This is no id."))?;
        Ok(id.map(T::from))
    }

    /// Where a page ended whose next one is asked for, of lists that go by ids.
    ///
    /// # Errors
    /// A problem when we have given no such cursor.
    pub fn cursor(&self) -> Result<Option<Uuid>, Problem> {
        let cursor = self.text("cursor").map(Uuid::try_parse).transpose();
        cursor.map_err(|_| Problem::field("cursor", "invalid_cursor", "This is not a cursor of ours."))
    }

    /// How long a page is to be.
    ///
    /// # Errors
    /// As for any number.
    pub fn limit(&self) -> Result<u32, Problem> {
        Ok(self.number("limit")?.unwrap_or(50).clamp(1, 100))
    }

    /// One of the values there can be.
    ///
    /// # Errors
    /// A problem that names it when it is none of them.
    pub fn choice(&self, name: &str, choices: &[&str]) -> Result<Option<String>, Problem> {
        self.text(name).map(|text| one_of(name, text, choices)).transpose()
    }

    /// Some statuses, with commas between them.
    ///
    /// # Errors
    /// A problem that names the value when there is no such status.
    pub fn statuses(&self, name: &str) -> Result<Option<Vec<Status>>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        for part in text.split(',') {
            one_of(name, part, &STATUSES.map(Status::as_str))?;
        }
        let is_named = |status: &Status| text.split(',').any(|part| part == status.as_str());
        Ok(Some(STATUSES.into_iter().filter(is_named).collect()))
    }
}

const STATUSES: [Status; 4] = [Status::Waiting, Status::Open, Status::Snoozed, Status::Closed];

fn one_of(name: &str, text: &str, choices: &[&str]) -> Result<String, Problem> {
    let wrong = || Problem::field(name, "invalid_value", &format!("This is one of {}.", choices.join(", ")));
    choices.contains(&text).then(|| text.to_owned()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_what_is_wrong_is_named() {
        let params = Params::parse("key=wk_%C3%A4+b&after=7&limit=-1&status=open&other=x&key=second");
        assert_eq!(params.text("key"), Some("wk_ä b"));
        assert_eq!(params.number("after").unwrap(), Some(7));
        assert_eq!(params.number("missing").unwrap(), None);
        assert_eq!(params.number("limit").unwrap_err().errors[0].field, "limit");
        assert_eq!(params.statuses("status").unwrap(), Some(vec![Status::Open]));
        assert_eq!(params.statuses("missing").unwrap(), None);
        assert_eq!(params.statuses("other").unwrap_err().errors[0].field, "other");
        let several = Params::parse("status=closed,waiting,closed&wrong=open,&none=");
        assert_eq!(several.statuses("status").unwrap(), Some(vec![Status::Waiting, Status::Closed]));
        assert!(several.statuses("wrong").is_err() && several.statuses("none").is_err());
        assert_eq!(params.choice("other", &["x"]).unwrap().as_deref(), Some("x"));
        assert_eq!(params.choice("other", &["y", "z"]).unwrap_err().errors[0].detail, "This is one of y, z.");
        assert_eq!(Params::parse("&&==%ff").text("x"), None);
    }
}

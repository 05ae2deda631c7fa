//! Values of the query. Read by hand: a reader of its own for a handful of values would cost more than they do.

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
    /// A problem that names the value when it is no status.
    pub fn status(&self, name: &str) -> Result<Option<Status>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let all = [Status::Waiting, Status::Open, Status::Snoozed, Status::Closed];
        let found = all.into_iter().find(|status| status.as_str() == text);
        let wrong = || Problem::field(name, "invalid_value", "This is one of waiting, open, snoozed, closed.");
        found.map(Some).ok_or_else(wrong)
    }
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
        assert_eq!(params.status("status").unwrap(), Some(Status::Open));
        assert_eq!(params.status("other").unwrap_err().errors[0].field, "other");
        assert_eq!(Params::parse("&&==%ff").text("x"), None);
    }
}

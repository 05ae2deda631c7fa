//! From the claims of a token that is signed to who it is. Every claim that is wrong is named.

use super::{Audience, Claim, Claims, Identity, Invalid, LEEWAY};
use crate::{
    domain::{check::Checks, customer, pre_chat, secret},
    protocol::{
        Timestamp,
        limits::{NAME_CHARS, PHONE_CHARS},
        span::MINUTE,
    },
};

/// How far ahead a token may end.
const LIFETIME: i64 = 10 * MINUTE;
const USER_CHARS: usize = 128;
const ONCE_CHARS: usize = 64;
/// Where it comes from, which the secret says already.
const ISSUER: &str = "iss";

pub struct Reading {
    claims: Claims,
    checks: Checks,
}

impl Reading {
    pub fn of(claims: Claims) -> Self {
        Self { claims, checks: Checks::default() }
    }

    pub fn identity(mut self, signature: &str, now: Timestamp, audience: Audience<'_>) -> Result<Identity, Invalid> {
        let expires_at = self.end(now)?;
        self.check_audience(audience);
        let user_id = self.user();
        let (name, phone) = (self.line("name", NAME_CHARS), self.line("phone", PHONE_CHARS));
        let (email, avatar_url) = (self.email(), self.avatar());
        let once = self.once(signature, audience.widget);
        self.claims.take(ISSUER);
        let custom = customer::check_fields(&mut self.checks, "identityToken", &self.claims.into_fields());
        self.checks.done().map_err(|problem| Invalid::Wrong(Box::new(problem)))?;
        Ok(Identity { user_id, name, email, phone, avatar_url, custom, once, expires_at })
    }

    /// When it is refused whatever it says.
    fn end(&mut self, now: Timestamp) -> Result<Timestamp, Invalid> {
        let begins = [self.time("nbf"), self.time("iat")];
        if begins.into_iter().flatten().any(|begin| begin > now.plus(LEEWAY)) {
            return Err(Invalid::Early);
        }
        if matches!(self.claims.get("exp"), None | Some(Claim::Nothing)) {
            self.wrong("exp", "required", "Say when the token ends.");
        }
        let end = self.time("exp").unwrap_or(now).plus(LEEWAY);
        if end <= now {
            return Err(Invalid::Expired);
        }
        if end > now.plus(LIFETIME + 2 * LEEWAY) {
            self.wrong("exp", "too_late", "A token ends within 10 minutes. Its time is in seconds.");
        }
        Ok(end)
    }

    fn check_audience(&mut self, Audience { keys, .. }: Audience<'_>) {
        if self.text("aud").is_some_and(|audience| !keys.contains(&Some(&*audience))) {
            self.wrong("aud", "invalid_value", "This token is for another widget.");
        }
    }

    /// As it is, for one who could choose a name with a space behind it would be somebody else without that.
    fn user(&mut self) -> String {
        let ids = ["sub", "userId", "user_id"].map(|name| self.user_id(name));
        let mut ids = ids.into_iter().flatten();
        let id = ids.next().unwrap_or_default();
        if ids.any(|other| other != id) {
            self.wrong("sub", "invalid_value", "`sub`, `userId` and `user_id` name different users.");
        }
        if self.checks.line("identityToken.sub", &id, USER_CHARS) != id {
            self.wrong(
                "sub",
                "invalid_value",
                "There is white space around the user's id, or something invisible in it.",
            );
        }
        id
    }

    fn user_id(&mut self, name: &str) -> Option<String> {
        match self.claims.get(name) {
            Some(Claim::Whole(number)) => {
                let id = number.to_string();
                self.claims.take(name);
                Some(id)
            }
            _ => self.text(name),
        }
    }

    fn line(&mut self, name: &str, most: usize) -> Option<String> {
        let text = self.text(name);
        self.checks.optional_line(&named(name), text.as_deref(), most)
    }

    fn email(&mut self) -> Option<String> {
        let text = self.text("email").filter(|email| !email.is_empty())?;
        Some(self.checks.email(&named("email"), &text))
    }

    fn avatar(&mut self) -> Option<String> {
        let link = self.text("avatar_url").filter(|link| !link.is_empty())?;
        if !link.starts_with("https://") || !pre_chat::is_link(&link) {
            self.wrong("avatar_url", "invalid_url", "Use a link that begins with https://.");
        }
        Some(link)
    }

    /// A signature is there once too, as long as what is signed differs.
    fn once(&mut self, signature: &str, widget: &str) -> String {
        match self.line("jti", ONCE_CHARS) {
            Some(id) => secret::fingerprint(&format!("id {widget} {id}")),
            None => secret::fingerprint(&format!("signature {signature}")),
        }
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let claim = self.claims.take(name)?;
        if let Claim::Text(text) = claim {
            return Some(text);
        }
        self.wrong(name, "invalid_value", "This must be text.");
        None
    }

    /// Seconds since 1970, perhaps with a fraction.
    fn time(&mut self, name: &str) -> Option<Timestamp> {
        match self.claims.take(name)? {
            Claim::Whole(seconds) => Some(Timestamp::from_millis(seconds.saturating_mul(1000))),
            Claim::Number(seconds) => Some(Timestamp::from_millis((seconds * 1000.0) as i64)),
            _ => {
                self.wrong(name, "invalid_value", "This must be a number: seconds since 1970.");
                None
            }
        }
    }

    fn wrong(&mut self, name: &str, code: &str, detail: &str) {
        self.checks.wrong(&named(name), code, detail);
    }
}

fn named(claim: &str) -> String {
    format!("identityToken.{claim}")
}

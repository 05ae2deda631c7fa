//! The visitor of a conversation as somebody to write to.

use worker::Env;

use super::reply_domain;
use crate::{
    domain::mail::{
        RESUMES, Reader, Resume, Ways,
        incoming::{Address, fingerprint},
        unsubscribe,
    },
    platform::{Result, secrets},
    protocol::{ConversationId, CustomerId, OrganizationId, Timestamp, WidgetId},
    store::mails::ReplySetting,
};

pub struct Recipient {
    pub organization: OrganizationId,
    pub conversation: ConversationId,
    pub widget: WidgetId,
    pub customer: CustomerId,
    pub email: String,
    /// The page it started on.
    pub page: Option<String>,
}

impl Recipient {
    pub(super) fn ids(&self) -> (OrganizationId, ConversationId, WidgetId) {
        (self.organization, self.conversation, self.widget)
    }

    /// `hash`: of their address.
    pub(super) fn ways(&self, env: &Env, setting: &ReplySetting, hash: &str, now: Timestamp) -> Result<Ways> {
        let Self { organization, conversation, customer, .. } = *self;
        let key = &secrets::session_key(env)?;
        let resume = Resume { organization, conversation, customer, expires_at: now.plus(RESUMES) };
        let address = Address::new(conversation, fingerprint(organization, customer), now);
        let origin = setting.origin.as_deref();
        // For a user of the site's own only their site says who they are.
        let resumed = origin.zip(setting.widget_key.as_deref()).filter(|_| !setting.is_user);
        let link = resumed.map(|(origin, widget)| format!("{origin}/chat/{widget}#resume={}", resume.sign(key)));
        let is_page = |page: &String| page.starts_with("https://") || page.starts_with("http://");
        let token = unsubscribe(organization, &Reader::Visitor(hash.into()), key);
        Ok(Ways {
            is_resume: link.is_some(),
            link: link.or_else(|| self.page.clone().filter(is_page)),
            unsubscribe: origin.map(|origin| format!("{origin}/api/mail/unsubscribe/{token}")),
            reply_to: reply_domain(env).map(|domain| address.sign(key, &domain)),
        })
    }
}

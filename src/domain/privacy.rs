//! What may be kept of a visitor beside what they write themselves.

use crate::protocol::organization::OrganizationSettings;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MayKeep {
    /// Where they come from, with what device, on which pages they are, what they do there.
    pub trail: bool,
    /// What their page or its server says of them.
    pub words: bool,
}

/// `consented`: they said yes, now or earlier in this session. `asks_for_privacy`: their browser says that they do not
/// want to be followed.
#[must_use]
pub fn may_keep(settings: &OrganizationSettings, consented: bool, asks_for_privacy: bool) -> MayKeep {
    let words = consented || !settings.consent_required;
    MayKeep { trail: words && !asks_for_privacy, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v7_nothing_is_kept_without_consent_where_it_is_asked_for_and_no_trail_against_their_wish() {
        let asking = OrganizationSettings { consent_required: true, ..OrganizationSettings::default() };
        let free = OrganizationSettings::default();
        let kept = |settings, consented, privacy| {
            let MayKeep { trail, words } = may_keep(settings, consented, privacy);
            (trail, words)
        };
        assert_eq!(kept(&asking, false, false), (false, false));
        assert_eq!(kept(&asking, true, false), (true, true));
        assert_eq!(kept(&asking, true, true), (false, true));
        assert_eq!(kept(&free, false, false), (true, true));
        assert_eq!(kept(&free, false, true), (false, true));
    }
}

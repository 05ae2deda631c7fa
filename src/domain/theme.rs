//! What a widget has of its own, and what comes from its organization's theme.

use std::collections::BTreeMap;

use crate::{
    json::Raw,
    protocol::{organization::OrganizationTheme, widget::WidgetSettings},
};

/// The settings that were set for this widget, by name; what is not here is the organization's, or else as is usual.
pub type Own = BTreeMap<String, Raw>;

macro_rules! of_theme {
    ($($field:ident),+) => {
        const FIELDS: &[&str] = &[$(stringify!($field)),+];

        /// The settings as they are seen. `settings`: what the widget has of its own, and what is usual.
        #[must_use]
        pub fn worn(mut settings: WidgetSettings, own: &Own, theme: &OrganizationTheme) -> WidgetSettings {
            $(if let Some(value) = theme.$field.clone().filter(|_| !own.contains_key(stringify!($field))) {
                settings.$field = value.into();
            })+
            settings
        }
    };
}

of_theme!(primary_color, accent_color, logo_url, theme, look, size, position, bubble_icon);

/// What follows the organization's theme.
#[must_use]
pub fn inherited(own: &Own) -> Vec<String> {
    FIELDS.iter().filter(|field| !own.contains_key(**field)).map(|field| (*field).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        json,
        protocol::widget::{Position, Size},
    };

    fn seen(own: &str, theme: &str) -> WidgetSettings {
        worn(json::read(own).unwrap(), &json::read(own).unwrap(), &json::read(theme).unwrap())
    }

    #[test]
    fn a4_what_a_widget_does_not_set_is_the_organizations_or_else_as_is_usual() {
        let usual = WidgetSettings::default();
        assert_eq!(seen("{}", "{}"), usual);
        let theme =
            r##"{"primary_color":"#112233","logo_url":"https://a.example/l.png","size":"large","position":"top"}"##;
        let dressed = seen("{}", theme);
        assert_eq!((&*dressed.primary_color, dressed.size, dressed.position), ("#112233", Size::Large, Position::Top));
        assert_eq!(dressed.logo_url.as_deref(), Some("https://a.example/l.png"));
        assert_eq!((dressed.look, dressed.accent_color), (usual.look, None));
        let own = seen(r##"{"primary_color":"#445566","position":"left","title":"Shop"}"##, theme);
        assert_eq!((&*own.primary_color, own.size, own.position), ("#445566", Size::Large, Position::Left));
        assert_eq!(own.title, "Shop");
    }

    #[test]
    fn a4_it_is_known_what_is_inherited() {
        let of = |own: &str| inherited(&json::read(own).unwrap());
        assert_eq!(of("{}"), FIELDS);
        let own = of(r#"{"theme":"dark","title":"Shop","look":"soft"}"#);
        assert_eq!(own, ["primary_color", "accent_color", "logo_url", "size", "position", "bubble_icon"]);
    }
}

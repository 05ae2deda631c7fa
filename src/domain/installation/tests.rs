use super::*;

const OURS: &str = "https://chat.example.com";
const TAG: &str = r#"<script async src="https://chat.example.com/widget.js" data-widget-key="wk_new"></script>"#;

fn seen_with(html: &str, policy: &str, domains: &[&str]) -> Checked {
    let domains: Vec<String> = domains.iter().map(|&domain| domain.to_owned()).collect();
    let page = Page { origin: "https://shop.example", html, policy };
    let sought = Sought { origin: OURS, key: "wk_new", previous_key: Some("wk_old"), allowed_domains: &domains };
    look(&page, &sought)
}

fn seen(html: &str) -> CheckCode {
    seen_with(html, "", &[]).code
}

#[test]
fn a5_the_key_on_a_page_says_whether_it_is_installed() {
    assert!(seen_with(TAG, "", &[]).ok);
    let queue = r"<script>chatdesk('init', { widgetKey: 'wk_new' })</script><script src=/x/widget.js></script>";
    assert_eq!(seen(queue), CheckCode::Installed);
    let escaped = r#"{"src":"https:\/\/chat.example.com\/widget.js","key":"wk_new"}"#;
    assert_eq!(seen(escaped), CheckCode::Installed);
    assert_eq!(seen(&TAG.replace("wk_new", "wk_old")), CheckCode::OldKey);
    assert_eq!(seen(&TAG.replace("wk_new", "wk_newer")), CheckCode::OtherKey);
    assert_eq!(seen(&format!("{}{TAG}", TAG.replace("wk_new", "wk_else"))), CheckCode::Installed);
    for nothing in ["", "<p>wk_new</p>", "<script src=widget.js></script>", "<!-- <!-- \u{0} ö", "wk_"] {
        assert_eq!(seen(nothing), CheckCode::NotFound, "{nothing}");
    }
    assert_eq!(seen(&format!("<!-- {TAG} --><p>")), CheckCode::NotFound, "it is a comment");
    assert_eq!(seen(&format!("<!-- x -->{TAG}")), CheckCode::Installed);
    let manager = r#"<script src="https://www.googletagmanager.com/gtm.js?id=GTM-X"></script>"#;
    assert_eq!(seen(manager), CheckCode::TagManager);
    assert_eq!(seen(&format!("{manager}{TAG}")), CheckCode::Installed);
}

#[test]
fn a5_a_site_that_is_not_listed_is_told_so() {
    assert_eq!(seen_with(TAG, "", &["other.example"]).code, CheckCode::DomainNotAllowed);
    assert_eq!(seen_with(TAG, "", &["*.example", "shop.example"]).code, CheckCode::Installed);
}

#[test]
fn a5_a_policy_that_keeps_the_widget_out_is_named_with_what_it_lacks() {
    let all = "script-src https://chat.example.com; connect-src *.example.com; frame-src https:";
    let blocked = |policy: &str| {
        let checked = seen_with(TAG, policy, &[]);
        (checked.code == CheckCode::ContentSecurityPolicy).then_some(checked.detail)
    };
    for policy in [
        "",
        "default-src *",
        all,
        "img-src 'none'",
        "default-src https://chat.example.com/",
        "script-src 'nonce-abc' 'strict-dynamic'; connect-src https://chat.example.com:443/api/; child-src http:",
        "SCRIPT-SRC CHAT.EXAMPLE.COM:*",
    ] {
        assert_eq!(blocked(policy), None, "{policy}");
    }
    for (policy, directive) in [
        ("default-src 'self'", "script-src"),
        ("script-src", "script-src"),
        ("script-src 'none'", "script-src"),
        ("script-src https://chat.example.com.evil.example", "script-src"),
        ("default-src https:; connect-src 'nonce-abc' 'self'", "connect-src"),
        ("frame-src https://other.example", "frame-src"),
        ("default-src *, frame-src 'none'", "frame-src"),
    ] {
        let wanted = format!("The page's content security policy does not allow {OURS} in {directive}.");
        assert_eq!(blocked(policy), Some(wanted), "{policy}");
    }
    let meta = r#"<META http-equiv="Content-Security-Policy" content="frame-src &#39;self&#39;">"#;
    assert_eq!(seen_with(&format!("{meta}{TAG}"), "", &[]).code, CheckCode::ContentSecurityPolicy);
    for odd in [
        "<meta ",
        "<meta content-security-policy content=",
        "<meta é",
        "<met",
        r"<meta content-security-policy content=",
    ] {
        assert_eq!(seen(&format!("{odd}{TAG}")), CheckCode::Installed, "{odd}");
    }
}

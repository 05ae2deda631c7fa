//! The browsers of today, in the forms their makers document, over the versions of some years.

use super::words;

const CHROMIUM: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0";
const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const ANDROID: &str = "Mozilla/5.0 (Linux; Android 10; K)";
const IPHONE: &str =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const IPAD: &str = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const WEBVIEW: &str = "Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 \
                       (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.107 Mobile Safari/537.36";

/// What it runs on, what follows, and how it reads; `{}` is the version.
const BROWSERS: [(&str, &str, &str); 44] = [
    (WINDOWS, "CHROMIUM Safari/537.36", "Chrome {} on Windows 10, desktop"),
    (MAC, "CHROMIUM Safari/537.36", "Chrome {} on macOS, desktop"),
    ("Mozilla/5.0 (X11; Linux x86_64)", "CHROMIUM Safari/537.36", "Chrome {} on Linux, desktop"),
    ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)", "CHROMIUM Safari/537.36", "Chrome {} on ChromeOS, desktop"),
    (ANDROID, "CHROMIUM Mobile Safari/537.36", "Chrome {} on Android, phone"),
    (ANDROID, "CHROMIUM Safari/537.36", "Chrome {} on Android, tablet"),
    ("Mozilla/5.0 (Linux; Android 14; Pixel 8)", "CHROMIUM Mobile Safari/537.36", "Chrome {} on Android 14, phone"),
    (IPHONE, "CriOS/{}.0.6778.73 Mobile/15E148 Safari/604.1", "Chrome {} on iOS 17, phone"),
    (IPAD, "CriOS/{}.0.6778.73 Mobile/15E148 Safari/604.1", "Chrome {} on iOS 17, tablet"),
    (WINDOWS, "CHROMIUM Safari/537.36 Edg/{}.0.0.0", "Edge {} on Windows 10, desktop"),
    (MAC, "CHROMIUM Safari/537.36 Edg/{}.0.2903.51", "Edge {} on macOS, desktop"),
    (ANDROID, "CHROMIUM Mobile Safari/537.36 EdgA/{}.0.0.0", "Edge {} on Android, phone"),
    (IPHONE, "Version/17.0 EdgiOS/{}.0.2903.68 Mobile/15E148 Safari/604.1", "Edge {} on iOS 17, phone"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{}.0)", FIREFOX, "Firefox {} on Windows 10, desktop"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:{}.0)", FIREFOX, "Firefox {} on macOS, desktop"),
    ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:{}.0)", FIREFOX, "Firefox {} on Linux, desktop"),
    ("Mozilla/5.0 (Android 14; Mobile; rv:{}.0)", "Gecko/{}.0 Firefox/{}.0", "Firefox {} on Android 14, phone"),
    ("Mozilla/5.0 (Android 13; Tablet; rv:{}.0)", "Gecko/{}.0 Firefox/{}.0", "Firefox {} on Android 13, tablet"),
    (IPHONE, "FxiOS/{}.0 Mobile/15E148 Safari/605.1.15", "Firefox {} on iOS 17, phone"),
    (WINDOWS, "CHROMIUM Safari/537.36 OPR/{}.0.0.0", "Opera {} on Windows 10, desktop"),
    (ANDROID, "CHROMIUM Mobile Safari/537.36 OPR/{}.0.0.0", "Opera {} on Android, phone"),
    (IPHONE, "Version/17.5 Mobile/15E148 Safari/604.1 OPT/{}.0.3", "Opera {} on iOS 17, phone"),
    (
        ANDROID,
        "AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/{}.0 Chrome/121.0.0.0 Mobile Safari/537.36",
        "Samsung Internet {} on Android, phone",
    ),
    (WINDOWS, "CHROMIUM Safari/537.36 Vivaldi/{}.0.3505.34", "Vivaldi {} on Windows 10, desktop"),
    (WINDOWS, "CHROMIUM YaBrowser/{}.10.0.0 Safari/537.36", "Yandex Browser {} on Windows 10, desktop"),
    (ANDROID, "CHROMIUM YaBrowser/{}.10.3.57.00 SA/3 Mobile Safari/537.36", "Yandex Browser {} on Android, phone"),
    (
        "Mozilla/5.0 (Linux; U; Android 13; en-US; M2101K6G Build/TKQ1)",
        "AppleWebKit/537.36 (KHTML, like Gecko) \
        Version/4.0 Chrome/100.0.4896.58 UCBrowser/{}.5.0.1308 Mobile Safari/537.36",
        "UC Browser {} on Android 13, phone",
    ),
    (ANDROID, "CHROMIUM Mobile DuckDuckGo/{} Safari/537.36", "DuckDuckGo {} on Android, phone"),
    (
        MAC,
        "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15 Ddg/{}.5",
        "DuckDuckGo {} on macOS, desktop",
    ),
    (IPHONE, "Version/17.5 Mobile/15E148 DuckDuckGo/{} Safari/605.1.15", "DuckDuckGo {} on iOS 17, phone"),
    (MAC, "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{}.0 Safari/605.1.15", "Safari {} on macOS, desktop"),
    (IPHONE, "Version/{}.0 Mobile/15E148 Safari/604.1", "Safari {} on iOS 17, phone"),
    (IPHONE, "GSA/{}.0.700 Mobile/15E148 Safari/604.1", "Google app {} on iOS 17, phone"),
    (
        IPHONE,
        "Mobile/15E148 Instagram {}.0.0.26.109 (iPhone15,2; iOS 17_5_1; en_US; scale=3.00; 1179x2556; 648)",
        "Instagram app {} on iOS 17, phone",
    ),
    (
        IPHONE,
        "Mobile/15E148 [FBAN/FBIOS;FBAV/{}.0.0.32.110;FBDV/iPhone15,2;FBSN/iOS;FBSV/17.5.1;FBID/phone]",
        "Facebook app {} on iOS 17, phone",
    ),
    (
        IPHONE,
        "Mobile/15E148 [FBAN/MessengerForiOS;FBAV/{}.0.0.32;FBDV/iPhone15,2;FBSN/iOS;FBSV/17.5.1]",
        "Messenger app {} on iOS 17, phone",
    ),
    (IPHONE, "Mobile/15E148 [LinkedInApp]/{}.29.8962", "LinkedIn app {} on iOS 17, phone"),
    (
        IPHONE,
        "Mobile/15E148 Snapchat/{}.0.0.40 (like Safari/8618.2.12.10.9, panda)",
        "Snapchat app {} on iOS 17, phone",
    ),
    (
        IPHONE,
        "Mobile/15E148 MicroMessenger/{}.0.53(0x18003531) NetType/WIFI Language/en",
        "WeChat app {} on iOS 17, phone",
    ),
    (WEBVIEW, "[FB_IAB/FB4A;FBAV/{}.0.0.41.75;IABMV/1;]", "Facebook app {} on Android 14, phone"),
    (
        WEBVIEW,
        "Instagram {}.0.0.43.109 Android (34/14; 480dpi; 1080x2340; samsung; SM-S911B; dm1q; qcom; en_US)",
        "Instagram app {} on Android 14, phone",
    ),
    (WEBVIEW, "Line/{}.17.0/IAB", "LINE app {} on Android 14, phone"),
    (
        WEBVIEW,
        "musical_ly_2022803040 JsSdk/1.0 app_version/{}.3.4 BytedanceWebview/d8a21c6",
        "TikTok app {} on Android 14, phone",
    ),
    (
        WINDOWS,
        "AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/{}.0.0.0 Safari/537.36",
        "Chrome {} on Windows 10, bot",
    ),
];
const FIREFOX: &str = "Gecko/20100101 Firefox/{}.0";

#[test]
fn v2_the_browsers_of_today_over_ten_versions() {
    let mut seen = 0;
    for (platform, rest, wanted) in BROWSERS {
        for version in (90..140).step_by(5) {
            let fill = |text: &str| text.replace("CHROMIUM", CHROMIUM).replace("{}", &version.to_string());
            let user_agent = fill(&format!("{platform} {rest}"));
            assert_eq!(words(&user_agent), fill(wanted), "{user_agent}");
            seen += 1;
        }
    }
    assert!(seen >= 300);
}

#[test]
fn v2_no_version_is_made_up() {
    let cases = [
        (format!("{WEBVIEW} SomeApp/7"), "In-app browser on Android 14, phone"),
        (format!("{IPHONE} Mobile/15E148"), "In-app browser on iOS 17, phone"),
        (format!("{IPHONE} Mobile/15E148 [Pinterest/iOS]"), "Pinterest app on iOS 17, phone"),
        ("Mozilla/5.0 (PlayStation; PlayStation 5/9.00) Safari/605.1.15".into(), "Safari on PlayStation, unknown"),
        (
            "Mozilla/5.0 (Linux; Android 9; AFTKA) AppleWebKit/537.36 (KHTML, like Gecko) Silk/128.4.1 like \
             Chrome/128.0.6613.187 Safari/537.36"
                .into(),
            "Amazon Silk 128 on Android 9, unknown",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko".into(),
            "Internet Explorer 11 on Windows 10, desktop",
        ),
    ];
    for (user_agent, wanted) in cases {
        assert_eq!(words(&user_agent), wanted, "{user_agent}");
    }
}

#[test]
fn v2_ios_26_is_known_though_it_says_18() {
    let frozen = IPHONE.replace("17_5_1", "18_6");
    let cases = [
        ("Version/26.0 Mobile/15E148 Safari/604.1", "Safari 26 on iOS 26, phone"),
        ("Version/18.6 Mobile/15E148 Safari/604.1", "Safari 18 on iOS 18, phone"),
        ("Mobile/15E148 [FBAN/FBIOS;FBAV/530.0;FBSV/26.1]", "Facebook app 530 on iOS 26, phone"),
        ("Mobile/15E148 Instagram 400.0.0 (iPhone16,2; iOS 26_1; en_US)", "Instagram app 400 on iOS 26, phone"),
    ];
    for (rest, wanted) in cases {
        assert_eq!(words(&format!("{frozen} {rest}")), wanted, "{rest}");
    }
}

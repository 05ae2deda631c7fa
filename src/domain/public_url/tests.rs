use super::{parse as parse_within, *};

fn parse(url: &str) -> Result<PublicUrl, Refusal> {
    parse_within(url, Reach::Public)
}

fn refused(url: &str) -> Refusal {
    parse(url).map(|known| panic!("{url} is {known:?}")).unwrap_err()
}

#[test]
fn s1_addresses_of_the_public_web_are_understood_and_written_anew() {
    for (given, understood) in [
        ("https://shop.example", "https://shop.example/"),
        ("  HTTPS://WWW.Shop.Example./a/b?c=d#e ", "https://www.shop.example/a/b?c=d"),
        ("https://shop.example:443/", "https://shop.example/"),
        ("https://shop.example:8443?x", "https://shop.example:8443/?x"),
        ("https://shop.example:80/", "https://shop.example:80/"),
        ("https://a_b.xn--mnchen-3ya.example/", "https://a_b.xn--mnchen-3ya.example/"),
        ("https://1.1.1.1/", "https://1.1.1.1/"),
        ("https://[2606:4700::1111]:2053/x", "https://[2606:4700::1111]:2053/x"),
        ("https://shop.example/a@b", "https://shop.example/a@b"),
    ] {
        assert_eq!(parse(given).unwrap().text(), understood);
    }
    let known = parse("https://shop.example:8443/a").unwrap();
    assert_eq!((known.host(), &*known.origin()), ("shop.example", "https://shop.example:8443"));
}

#[test]
fn s7_what_is_no_address_is_said_to_be_none() {
    for url in [
        "",
        "shop.example",
        "//shop.example",
        "https://",
        "https:///x",
        "https://a b.example",
        "https://a.example/ b",
        "https://a.example\\@10.0.0.1/",
        "https://a..example",
        "https://.example",
        "https://a%2eexample/",
        "https://münchen.example",
        "https://a.example:0/",
        "https://a.example:99999",
        "https://a.example:+1/",
        "https://a.example:/",
        "https://[::1",
        "https://[::1%25eth0]/",
        "https://[1.2.3.4]/",
        "https://a.example/\u{0}",
        "https://a.example/\nb",
        "https:a.example",
        "https:/a.example",
        "https://a.example..",
        "https://*.example",
        "https://a.example]:443/",
    ] {
        assert_eq!(refused(url), Refusal::NoAddress, "{url}");
    }
    assert_eq!(refused(&format!("https://a.example/{}", "x".repeat(URL_BYTES))), Refusal::NoAddress);
    for url in ["http://a.example", "ftp://a.example", "file:///etc/passwd", "javascript://a.example/%0aalert(1)"] {
        assert_eq!(refused(url), Refusal::NotHttps, "{url}");
    }
    for url in ["https://a@b.example", "https://a:b@b.example/", "https://@b.example", "https://a.example@10.0.0.1/"] {
        assert_eq!(refused(url), Refusal::Credentials, "{url}");
    }
    for port in [22, 25, 81, 445, 1023] {
        assert_eq!(refused(&format!("https://a.example:{port}/")), Refusal::Port);
    }
}

/// However they are written.
#[test]
fn s1_what_only_we_could_reach_is_refused() {
    for host in [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "printer.local",
        "printer.local.",
        "db.internal",
        "metadata.google.internal",
        "metadata",
        "router.lan",
        "wiki.corp",
        "1.0.0.127.in-addr.arpa",
        "intranet",
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0X7F.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "0.0.0.0",
        "0",
        "10.0.0.1",
        "010.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "169.254.43518",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "1.1.1.1.1",
        "256.1.1.1",
        "01.1.1.1",
        "16843009",
        "a.1",
        "a.0x1",
        "[::]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:1.1.1.1]",
        "[::7f00:1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2001::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[100::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[5f00::1]",
    ] {
        assert_eq!(refused(&format!("https://{host}/")), Refusal::Private, "{host}");
        assert_eq!(refused(&format!("https://{host}:8443")), Refusal::Private, "{host}");
    }
}

#[test]
fn s1_addresses_that_a_name_stands_for_are_looked_at_likewise() {
    let public = |address: &str| is_public(address.parse().unwrap());
    for address in ["1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1", "2001:200::1"] {
        assert!(public(address), "{address}");
    }
    for address in ["10.1.2.3", "169.254.169.254", "::ffff:8.8.8.8", "fe80::1", "2002::1", "4000::1", "0.0.0.1"] {
        assert!(!public(address), "{address}");
    }
}

#[test]
fn s1_an_answer_leads_on_to_what_is_as_public() {
    let from = parse("https://shop.example:8443/a/b?c").unwrap();
    let to = |location: &str| from.to(location, Reach::Public).map(|url| url.text());
    for (location, wanted) in [
        ("https://www.shop.example/x", "https://www.shop.example/x"),
        ("//other.example", "https://other.example/"),
        ("/x?y", "https://shop.example:8443/x?y"),
        ("x", "https://shop.example:8443/a/x"),
        ("../x", "https://shop.example:8443/a/../x"),
        ("?d=e", "https://shop.example:8443/a/b?d=e"),
        ("", "https://shop.example:8443/a/"),
    ] {
        assert_eq!(to(location).as_deref(), Ok(wanted));
    }
    for location in ["http://shop.example/", "ftp:x", "data:text/html,x"] {
        assert!(matches!(to(location), Err(Refusal::NotHttps | Refusal::NoAddress)), "{location}");
    }
    for location in ["https://127.0.0.1/", "//localhost", "https://[::1]/"] {
        assert_eq!(to(location), Err(Refusal::Private), "{location}");
    }
}

#[test]
fn o1_a_laptop_may_reach_itself() {
    let anywhere = |url: &str| parse_within(url, Reach::Anywhere).map(|url| url.text());
    assert_eq!(anywhere("http://localhost:81/x").as_deref(), Ok("http://localhost:81/x"));
    assert_eq!(anywhere("http://127.0.0.1:80").as_deref(), Ok("http://127.0.0.1/"));
    assert_eq!(anywhere("http://a:b@localhost"), Err(Refusal::Credentials));
    assert_eq!(anywhere("ftp://localhost"), Err(Refusal::NotHttps));
}

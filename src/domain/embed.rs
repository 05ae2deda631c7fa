//! What to copy to put a widget on a site: the guides' samples, with one's own address and key. tests/checks/guide.test.ts
//! holds the two together.

use crate::{
    json,
    protocol::embed::{Embed, Platform, Snippet},
};

/// What the guides write for it.
const HOST: &str = "https://chat.example.com";
const KEY: &str = "wk_…";

const TAG: &str = r#"<script async src="https://chat.example.com/widget.js" data-widget-key="wk_…"></script>"#;

static EMBED: Embed = Embed {
    key: KEY,
    url: "https://chat.example.com/chat/wk_…",
    script: "https://chat.example.com/widget.js",
    items: &[
        Snippet {
            platform: Platform::Html,
            title: "Any website",
            steps: &["Copy this line into the HTML of every page that should offer the chat, right before </body>."],
            code: TAG,
        },
        Snippet {
            platform: Platform::Queue,
            title: "With options or calls of your own",
            steps: &[
                "Copy this instead of the one line, right before </body>.",
                "Options beside the key win over what is set here. All of them are in the JavaScript API guide.",
            ],
            code: r#"<script>
  window.chatdesk ||= function () { (chatdesk.q ||= []).push(arguments); };
  chatdesk('init', { widgetKey: 'wk_…', position: 'bottom-left', primaryColor: '#2f6f4f' });
</script>
<script async src="https://chat.example.com/widget.js"></script>"#,
        },
        Snippet {
            platform: Platform::Wordpress,
            title: "WordPress",
            steps: &[
                "Put this into the functions.php of your theme.",
                "Or paste the line for any website into the footer, with a plugin for header and footer code.",
            ],
            code: r#"add_action('wp_footer', function () { ?>
  <script async src="https://chat.example.com/widget.js" data-widget-key="wk_…"></script>
<?php });"#,
        },
        Snippet {
            platform: Platform::Shopify,
            title: "Shopify",
            steps: &[
                "Open Online Store, Themes, Edit code, layout/theme.liquid.",
                "Put this line right before </body> and save.",
            ],
            code: TAG,
        },
        Snippet {
            platform: Platform::React,
            title: "React",
            steps: &[
                "Add this component.",
                r#"Put <Chat widgetKey="wk_…" /> once, near the root."#,
                "For the types, save https://chat.example.com/v1/widget.d.ts as chatdesk.d.ts in your sources.",
            ],
            code: r"import { useEffect } from 'react';

export function Chat(options: ChatDesk.Options) {
  useEffect(() => {
    if (!window.chatdesk) load('https://chat.example.com/widget.js');
    chatdesk('init', options);
    return () => chatdesk(`destroy@${options.widgetKey}`);
  }, [options.widgetKey]);
  return null;
}

function load(address: string) {
  window.chatdesk = function () { (chatdesk.q ??= []).push(arguments); };
  const script = document.createElement('script');
  script.async = true;
  script.src = address;
  document.head.append(script);
}",
        },
        Snippet {
            platform: Platform::Next,
            title: "Next.js",
            steps: &["Put the Script into app/layout.tsx, where it stays while pages change."],
            code: r#"import Script from 'next/script';
import type { ReactNode } from 'react';

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Script src="https://chat.example.com/widget.js" data-widget-key="wk_…" strategy="lazyOnload" />
      </body>
    </html>
  );
}"#,
        },
        Snippet {
            platform: Platform::Vue,
            title: "Vue",
            steps: &["Put this into the component around all pages."],
            code: r#"<script setup lang="ts">
import { onMounted, onUnmounted } from 'vue';

onMounted(() => {
  if (!window.chatdesk) {
    window.chatdesk = function () { (chatdesk.q ??= []).push(arguments); };
    const script = document.createElement('script');
    script.async = true;
    script.src = 'https://chat.example.com/widget.js';
    document.head.append(script);
  }
  chatdesk('init', { widgetKey: 'wk_…' });
});
onUnmounted(() => chatdesk('destroy'));
</script>"#,
        },
        Snippet {
            platform: Platform::TagManager,
            title: "Google Tag Manager",
            steps: &["Make a Custom HTML tag of this, fired on All Pages, and publish."],
            code: r"<script>
  window.chatdesk = window.chatdesk || function () { (chatdesk.q = chatdesk.q || []).push(arguments); };
  chatdesk('init', { widgetKey: 'wk_…' });
  var script = document.createElement('script');
  script.async = true;
  script.src = 'https://chat.example.com/widget.js';
  document.head.append(script);
</script>",
        },
        Snippet {
            platform: Platform::Link,
            title: "A page of its own",
            steps: &["Mail this link, put it into a profile, or print it as a QR code."],
            code: "https://chat.example.com/chat/wk_…",
        },
    ],
};

/// As JSON.
#[must_use]
pub fn of(origin: &str, key: &str) -> String {
    json::write(&EMBED).replace(HOST, origin).replace(KEY, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a5_the_code_has_ones_own_address_and_key() {
        let all: serde_json::Value = serde_json::from_str(&of("http://localhost:8787", "wk_abc")).unwrap();
        let items = all["items"].as_array().unwrap();
        assert_eq!((all["key"].as_str(), items.len()), (Some("wk_abc"), 9));
        assert_eq!(all["url"], "http://localhost:8787/chat/wk_abc");
        assert!(!all.to_string().contains("example.com") && !all.to_string().contains("wk_…"));
        for item in items {
            let code = item["code"].as_str().unwrap();
            assert!(code.contains("http://localhost:8787/") && !item["steps"].as_array().unwrap().is_empty());
            assert!(code.contains("wk_abc") || item["platform"] == "react", "{code}");
        }
    }
}

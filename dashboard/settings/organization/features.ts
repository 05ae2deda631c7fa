/** What a plan has, in words. */
const WORDS: Readonly<Record<string, string>> = {
  web_chat: 'Web chat',
  bot: 'Answers by the bot',
  own_brand: 'Without “powered by ChatDesk”',
  api_keys: 'API keys',
  webhooks: 'Webhooks',
};

export const featureWords = (feature: string): string => WORDS[feature] ?? humanised(feature);

/** `custom_css`: "Custom css". */
export function humanised(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

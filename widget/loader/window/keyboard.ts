/**
 * A phone's keyboard covers part of the page without resizing it: the window keeps to the part that is seen. Answers how
 * to stop following.
 */
export function followKeyboard({ style }: HTMLElement): () => void {
  const seen = window.visualViewport;
  const follow = () => {
    style.setProperty('--seen', `${seen?.height}px`);
    style.setProperty('--top', `${seen?.offsetTop}px`);
  };
  // A page that is wider than the phone is seen smaller from the start.
  follow();
  seen?.addEventListener('resize', follow);
  seen?.addEventListener('scroll', follow);
  return () => {
    seen?.removeEventListener('resize', follow);
    seen?.removeEventListener('scroll', follow);
  };
}

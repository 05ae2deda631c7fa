/** What a page is: of one size on all of them. */
export const PageTitle = ({ children }: { children: string }) => (
  <h1 className="min-w-0 text-20 font-semibold wrap-anywhere">
    <bdi>{children}</bdi>
  </h1>
);

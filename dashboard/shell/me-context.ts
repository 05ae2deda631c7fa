import { createContext, useContext } from 'react';
import type { Me } from '../../widget/protocol/generated.ts';

export const MeContext = createContext<Me | null>(null);

/** Who is logged in, for everything inside the shell. */
export function useCurrentMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useCurrentMe is for pages of somebody who is logged in');
  return me;
}

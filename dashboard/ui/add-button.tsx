import { Plus } from 'lucide-react';
import { Button } from './button.tsx';

export const AddButton = ({ children, onClick }: { children: string; onClick: () => void }) => (
  <Button className="self-start" onClick={onClick}>
    <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
    {children}
  </Button>
);

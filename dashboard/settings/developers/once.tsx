import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy.tsx';
import { Question } from '../../ui/question.tsx';

interface OnceProps {
  title: string;
  name: string;
  secret: string;
  close: () => void;
}

/** A secret that is shown this one time. */
export function Once({ title, name, secret, close }: OnceProps) {
  return (
    <Question title={title} close={close}>
      <div className="flex flex-col gap-4">
        <p>Copy it now and keep it like a password: we show it only this once.</p>
        <CopyText label={name} text={secret} words={`Copy ${name.toLowerCase()}`} />
        <Button onClick={close} className="self-end">
          I have kept it
        </Button>
      </div>
    </Question>
  );
}

import { Link } from 'wouter';
import type { WidgetCustomer } from '../../widget/protocol/generated.ts';
import type { RoomConversation } from '../thread/types.ts';
import { Contact } from './contact.tsx';
import { CustomFields } from './custom-fields.tsx';
import { Fact, Facts, Fields, PageLink } from './facts.tsx';
import { More } from './more.tsx';
import { Past } from './past.tsx';
import { Sessions } from './sessions.tsx';
import { Trail } from './trail.tsx';
import { useChangeCustomer, useCustomer } from './use-customer.ts';
import { Visits, When } from './visits.tsx';
import { Who } from './who.tsx';

/** All about the other side of a conversation, what is needed most first. */
export default function Details({ conversation }: { conversation: RoomConversation }) {
  const { widget_customer: live, pre_chat_data: answers, online, id } = conversation;
  const { known: customer = live } = useCustomer(live.id, live);
  const change = useChangeCustomer(live.id);
  return (
    <div className="flex flex-col gap-6 p-4">
      <div className="flex flex-col gap-2">
        <Who customer={customer} online={online} />
        <Link
          href={`/customers/${live.id}`}
          className="self-start text-13 text-brand-ink underline underline-offset-2"
        >
          Open profile
        </Link>
      </div>
      <Contact customer={customer} />
      <Conversation conversation={conversation} />
      <Fields title="Pre-chat answers" fields={furtherAnswers(answers, customer)} />
      <Visits customer={customer} online={online} />
      <CustomFields
        fields={customer.custom_fields}
        save={(customFields) => change.mutateAsync({ customFields })}
      />
      <More title="Pages and events" name="pages">
        {() => <Trail id={live.id} />}
      </More>
      <More title="Other conversations" name="past">
        {() => <Past id={live.id} but={id} />}
      </More>
      <More title="Sessions" name="sessions" folded>
        {() => <Sessions id={live.id} />}
      </More>
    </div>
  );
}

/** What stands above as well need not be read twice. */
function furtherAnswers(answers: Record<string, string>, customer: WidgetCustomer): Record<string, string> {
  const shown = { name: customer.full_name, email: customer.email, phone: customer.phone };
  return Object.fromEntries(
    Object.entries(answers).filter(([name, value]) => shown[name as keyof typeof shown] !== value),
  );
}

function Conversation({ conversation }: { conversation: RoomConversation }) {
  const { department, page, created_at } = conversation;
  return (
    <Facts title="Conversation">
      <Fact name="Started">
        <When at={created_at} />
      </Fact>
      {page?.url && (
        <Fact name="On page">
          <PageLink url={page.url} title={page.title} />
        </Fact>
      )}
      {department && <Fact name="Department">{department.name}</Fact>}
    </Facts>
  );
}

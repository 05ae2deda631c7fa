//! Writes the wire types as TypeScript. `UPDATE=1 cargo test typescript` renews the file.

use std::fmt::Write;

use ts_rs::{Config, TS};

use super::{
    AgentId, ApiKeyId, AttachmentId, CannedReplyId, ClientId, ConversationId, CustomerId, DepartmentId, EventId,
    FieldError, InviteId, LabelId, LoginId, MessageId, NoticeId, OrganizationId, Problem, SessionId, Timestamp,
    WebhookId, WidgetId, account as ac, agent as a, api_key as ak, audit as au, bulk as b, canned_reply as cr,
    conversation as c, customer as cu, department as d, embed as em, frames as f, hours as h, label as l, message as m,
    notice as n, notifications as no, operator as op, organization as o, plan as pl, pre_chat as p, proactive as pr,
    search as s, visitor as v, webhook as wh, widget as w, widget_error as we,
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/widget/protocol/generated.ts");
const HEAD: &str = "// Made from src/protocol by `UPDATE=1 cargo test typescript`; change it there.\n\n";

const CHANGES: &str = "\
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Fixed =
  | 'id'
  | 'key'
  | 'plan'
  | 'inherits'
  | 'previous_key'
  | 'previous_key_until'
  | 'installed'
  | 'created_at'
  | 'updated_at';
type Changes<T> = { [Field in keyof T as Field extends Fixed ? never : Camel<Field>]?: T[Field] | null };
export type ChangeWidget = Changes<Widget>;
export type NewWidget = ChangeWidget & { name: string };
export type ChangeOrganization = Changes<Organization>;
";

#[allow(clippy::too_many_lines)] // a list
fn declarations() -> String {
    let config = Config::default();
    let mut out = String::from(HEAD);
    macro_rules! declare {
        ($($type:ty),+ $(,)?) => {$(
            writeln!(out, "export {}", <$type as TS>::decl(&config)).unwrap();
        )+};
    }
    declare![
        OrganizationId,
        AgentId,
        DepartmentId,
        WidgetId,
        SessionId,
        CustomerId,
        ConversationId,
        MessageId,
        AttachmentId,
        LabelId,
        CannedReplyId,
        ApiKeyId,
        WebhookId,
        NoticeId,
        EventId,
        InviteId,
        LoginId,
        ClientId,
        Timestamp,
        Problem,
        FieldError,
        m::Message,
        m::MessageKind,
        m::PartyKind,
        m::Sender,
        m::Attachment,
        m::Uploaded,
        m::Event,
        m::AgentRef,
        c::Conversation,
        c::ConversationSummary,
        c::Channel,
        c::Status,
        c::Priority,
        c::WidgetCustomer,
        c::DepartmentRef,
        c::Preview,
        c::Rating,
        f::ClientFrame,
        f::RoomFrame,
        f::Party,
        f::Named,
        f::Participant,
        f::Limits,
        f::InboxFrame,
        f::AgentPresence,
        f::Availability,
        f::Counts,
        f::Mine,
        n::Notice,
        n::NoticeKind,
        n::NoticeBy,
        n::ReadNotices,
        w::WidgetSettings,
        w::Position,
        w::Theme,
        w::Look,
        w::BubbleIcon,
        pr::ProactiveRule,
        pr::Once,
        w::Size,
        w::Widget,
        w::Installed,
        w::NewKey,
        em::Embed,
        em::Snippet,
        em::Platform,
        em::CheckRequest,
        em::Checked,
        em::CheckCode,
        w::PublicConfig,
        w::DepartmentInfo,
        w::IdentitySecret,
        we::ErrorsRequest,
        we::WidgetError,
        we::WidgetErrorCode,
        we::CountedError,
        ak::Scope,
        ak::ApiKey,
        ak::NewApiKey,
        ak::MadeApiKey,
        wh::WebhookEvent,
        wh::Webhook,
        wh::LastDelivery,
        wh::NewWebhook,
        wh::ChangeWebhook,
        wh::MadeWebhook,
        wh::WebhookSecret,
        wh::Queued,
        wh::Delivery,
        wh::WholeDelivery,
        wh::Payload,
        wh::PayloadData,
        au::AuditEntry,
        au::Person,
        au::Target,
        h::BusinessHours,
        h::Days,
        p::PreChat,
        p::Mode,
        p::Field,
        p::FieldType,
        o::OrganizationSettings,
        o::OrganizationTheme,
        o::IpPolicy,
        o::RoutingRule,
        o::RoutingField,
        o::Comparison,
        o::Organization,
        cu::Customer,
        cu::VisitInfo,
        cu::ChangeCustomer,
        cu::TrackedEventInfo,
        cu::ErasureReceipt,
        s::Found,
        s::FoundCustomer,
        s::FoundMessage,
        s::Part,
        v::InitRequest,
        v::Page,
        v::InitAnswer,
        v::StartConversation,
        v::CustomerData,
        v::NewMessage,
        v::StartedConversation,
        v::SentMessage,
        v::MessagePage,
        v::ReadRequest,
        v::TypingRequest,
        v::RatingRequest,
        v::UserData,
        v::IdentifyRequest,
        v::Identified,
        v::TrackRequest,
        v::TrackedEvent,
        v::TranscriptRequest,
        v::Presence,
        v::PresentAgent,
        ac::SignupRequest,
        ac::LoginRequest,
        ac::Me,
        ac::OwnOrganization,
        ac::AuthOptions,
        ac::ForgotRequest,
        ac::ResetPassword,
        ac::ChangePassword,
        ac::ChangeMe,
        ac::SwitchOrganization,
        ac::Login,
        ac::WithPassword,
        ac::WithCode,
        ac::TwoFactorStart,
        ac::RecoveryCodes,
        ac::ChangeAgent,
        ac::NewInvite,
        ac::Invite,
        ac::InvitedBy,
        ac::MadeInvite,
        ac::Invitation,
        ac::Named,
        ac::AcceptInvite,
        a::AgentInfo,
        a::Colleague,
        a::Role,
        a::OrganizationInfo,
        a::Plan,
        pl::Feature,
        pl::FeatureOf,
        pl::PlanFeatures,
        a::WidgetKey,
        a::OneConversation,
        a::ChangeConversation,
        a::NewNote,
        a::SetAvailability,
        b::BulkChange,
        b::BulkChanged,
        b::BulkItem,
        b::Changeable,
        cr::CannedReply,
        cr::NewCannedReply,
        cr::ChangeCannedReply,
        d::Department,
        d::Routing,
        d::RoutingMode,
        d::NewDepartment,
        d::ChangeDepartment,
        l::Label,
        l::NewLabel,
        l::ChangeLabel,
        no::WaitingMail,
        no::Notifications,
        no::ChangeNotifications,
        a::AgentMessage,
        op::OperatedOrganization,
        op::NewOrganization,
        op::MadeOrganization,
        op::OrganizationRef,
        a::Health,
        a::HealthStatus,
    ];
    out.push_str(CHANGES);
    out.push_str("export type List<T> = { items: T[]; next_cursor: string | null };\n");
    out
}

#[test]
fn generated_typescript_is_current() {
    let current = declarations();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &current).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(committed == current, "widget/protocol/generated.ts is stale: run `UPDATE=1 cargo test typescript`");
}

//! Every call there is.

use super::{
    agent::{Admin, Agent},
    answer::{Answer, Done, Json, Made, Special},
    auth, conversations, customers, files, health, inbox, operator,
    operator::Operator,
    organization, pages, reports,
    route::{Anyone, Route, route},
    visitor::Visitor,
    widget, widgets,
};
use crate::{
    platform::{Result, json::Raw},
    protocol::{
        agent::{
            AgentMessage, ChangeConversation, Health, InboxState, List, LoginRequest, Me, OneConversation, RoomState,
            SetAvailability, SetPlan, SignupRequest,
        },
        conversation::Conversation,
        customer::{ChangeCustomer, Customer, CustomerExport, ErasureReceipt},
        message::Uploaded,
        organization::{ChangeOrganization, Organization},
        visitor::{
            Identified, IdentifyRequest, InitAnswer, InitRequest, MessagePage, NewMessage, Nothing, Presence,
            RatingRequest, ReadRequest, SentMessage, StartConversation, StartedConversation, TrackRequest,
            TranscriptRequest, TypingRequest,
        },
        widget::{ChangeWidget, DepartmentInfo, IdentitySecret, PublicConfig, Widget},
        widget_error::ErrorsRequest,
    },
};

#[cfg(test)]
use crate::protocol::{conversation::ConversationSummary, widget_error::CountedError};

type Who<A> = Result<A>;

pub static ROUTES: &[Route] = &[
    // Visitors.
    route!(GET "/api/widget/config" Anyone, widget::config => Special<PublicConfig>),
    route!(POST "/api/widget/init" Anyone, widget::init, InitRequest => Made<InitAnswer>),
    route!(GET "/api/widget/departments" Visitor, widget::departments => Json<List<DepartmentInfo>>),
    route!(GET "/api/widget/presence" Visitor, widget::presence => Json<Presence>),
    route!(POST "/api/widget/identify" Visitor, widget::identify, IdentifyRequest => Json<Identified>),
    route!(POST "/api/widget/reset" Visitor, widget::reset, Nothing => Done),
    route!(POST "/api/widget/track" Visitor, widget::track, TrackRequest => Done),
    route!(POST "/api/widget/errors" Anyone, widget::errors, ErrorsRequest => Done),
    route!(GET "/api/widget/conversations" Visitor, widget::list => Json<List<Conversation>>),
    route!(POST "/api/widget/conversations" Visitor, widget::start, StartConversation => Made<StartedConversation>),
    route!(GET "/api/widget/conversations/{id}" Visitor, widget::one => Json<StartedConversation>),
    route!(GET "/api/widget/conversations/{id}/messages" Visitor, widget::messages => Json<MessagePage>),
    route!(POST "/api/widget/conversations/{id}/messages" Visitor, widget::send, NewMessage => Made<SentMessage>),
    route!(POST "/api/widget/conversations/{id}/read" Visitor, widget::read, ReadRequest => Done),
    route!(POST "/api/widget/conversations/{id}/typing" Visitor, widget::typing, TypingRequest => Done),
    route!(POST "/api/widget/conversations/{id}/close" Visitor, widget::close, Nothing => Done),
    route!(POST "/api/widget/conversations/{id}/rating" Visitor, widget::rate, RatingRequest => Json<StartedConversation>),
    route!(POST "/api/widget/conversations/{id}/transcript" Visitor, widget::transcript, TranscriptRequest => Done),
    route!(POST "/api/widget/upload" Visitor, widget::upload => Made<Uploaded>),
    route!(GET "/api/widget/attachments/{id}" Anyone, files::show => Answer),
    route!(GET "/api/widget/conversations/{id}/socket" Who<Visitor>, widget::socket => Answer),
    // Agents.
    route!(POST "/api/auth/signup" Anyone, auth::signup, SignupRequest => Special<Me>),
    route!(POST "/api/auth/login" Anyone, auth::login, LoginRequest => Special<Me>),
    route!(POST "/api/auth/logout" Agent, auth::logout => Special<()>),
    route!(GET "/api/auth/me" Agent, auth::me => Json<Me>),
    route!(GET "/api/organization" Agent, organization::one => Json<Organization>),
    route!(PATCH "/api/organization" Admin, organization::change, ChangeOrganization => Json<Organization>),
    route!(GET "/api/widgets" Agent, widgets::list => Json<List<Widget>>),
    route!(GET "/api/widgets/{id}" Agent, widgets::one => Json<Widget>),
    route!(PATCH "/api/widgets/{id}" Admin, widgets::change, ChangeWidget => Json<Widget>),
    route!(GET "/api/widgets/{id}/identity-secret" Admin, widgets::identity_secret => Json<IdentitySecret>),
    route!(POST "/api/widgets/{id}/identity-secret" Admin, widgets::rotate_identity_secret => Json<IdentitySecret>),
    route!(GET "/api/customers" Agent, customers::list => Json<List<Customer>>),
    route!(GET "/api/customers/{id}" Agent, customers::one => Json<Customer>),
    route!(PATCH "/api/customers/{id}" Agent, customers::change, ChangeCustomer => Json<Customer>),
    route!(DELETE "/api/customers/{id}" Admin, customers::erase => Json<ErasureReceipt>),
    route!(GET "/api/customers/{id}/conversations" Agent, customers::conversations => Json<List<Raw>>, as List<ConversationSummary>),
    route!(GET "/api/customers/{id}/export" Admin, customers::export => Json<CustomerExport>),
    route!(POST "/api/customers/{id}/convert" Agent, customers::convert, Nothing => Json<Customer>),
    route!(GET "/api/conversations" Agent, conversations::list => Json<List<Raw>>, as List<ConversationSummary>),
    route!(GET "/api/conversations/{id}" Agent, conversations::one => Json<OneConversation>),
    route!(PATCH "/api/conversations/{id}" Agent, conversations::change, ChangeConversation => Json<OneConversation>),
    route!(GET "/api/conversations/{id}/messages" Agent, conversations::messages => Json<MessagePage>),
    route!(POST "/api/conversations/{id}/messages" Agent, conversations::send, AgentMessage => Made<SentMessage>),
    route!(POST "/api/conversations/{id}/read" Agent, conversations::read, ReadRequest => Done),
    route!(POST "/api/conversations/{id}/typing" Agent, conversations::typing, TypingRequest => Done),
    route!(GET "/api/conversations/{id}/socket" Who<Agent>, conversations::socket => Answer),
    route!(POST "/api/upload" Agent, files::upload => Made<Uploaded>),
    route!(GET "/api/inbox/socket" Who<Agent>, inbox::socket => Answer),
    route!(PUT "/api/agents/me/availability" Agent, inbox::set_availability, SetAvailability => Done),
    route!(GET "/api/reports/errors" Agent, reports::errors => Json<List<Raw>>, as List<CountedError>),
    // The platform.
    route!(PUT "/api/operator/organizations/{id}/plan" Operator, operator::set_plan, SetPlan => Done),
    route!(GET "/api/operator/organizations/{id}/inbox" Operator, operator::inbox => Json<InboxState>),
    route!(POST "/api/operator/organizations/{id}/inbox" Operator, operator::rebuild_inbox => Json<InboxState>),
    route!(GET "/api/operator/rooms/{id}" Operator, operator::room => Json<RoomState>),
    route!(GET "/api/health" Anyone, health::check => Special<Health>),
    route!(GET "/frame/{key}" Anyone, pages::frame => Answer),
    route!(GET "/chat/{key}" Anyone, pages::chat => Answer),
];

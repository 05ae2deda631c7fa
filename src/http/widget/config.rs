//! What any page may know of a widget.

use worker::Env;

use crate::{
    domain::{
        origin,
        plan::{self, Feature},
        secret,
        token::Session,
        widget,
    },
    http::{
        answer::{Answer, Json, Special},
        call::Call,
        limit::{self, Limit},
        reports::adding_up,
        route::Anyone,
        visitor::{Visitor, domain_not_allowed},
    },
    inbox::{self, commands::Attended},
    json,
    platform::{Result, clock, log, object, zone::opening},
    protocol::{
        AgentId, Problem, Timestamp,
        agent::List,
        message::AgentRef,
        span::DAY,
        visitor::{Presence, PresentAgent},
        widget::{DepartmentInfo, PublicConfig, WidgetSettings},
    },
    store::{self, departments::Department, widgets::Known},
};

const MOST_FACES: usize = 3;

pub async fn config(call: &Call, _: Anyone) -> Result<Special<PublicConfig>> {
    let params = call.params();
    let missing = || Problem::field("key", "required", "Which widget?");
    let key = params.text("key").ok_or_else(missing)?;
    limit::take(call, Limit::Site, format!("config {}", call.neighbours())).await?;
    let known = usable(call, key).await?;
    notice(call, &known).await;
    let departments = store::departments::list(&call.env, known.organization_id).await?;
    let config = public(&call.env, &known, departments).await;
    let body = json::write(&config);
    Ok(Special::new(cached(call, body)))
}

/// Cacheable for a minute, and known again by its tag.
fn cached(call: &Call, body: String) -> Answer {
    let tag = format!("\"{}\"", secret::fingerprint(&body));
    let given = call.header("if-none-match").unwrap_or_default();
    // Compressed on the way, a tag comes back weak.
    let is_known = given.split(',').any(|given| given.trim().trim_start_matches("W/") == tag);
    let answer = if is_known { Answer::empty(304) } else { Answer::text(200, body) };
    answer.with("cache-control", "public, max-age=60").with("etag", tag).with("content-type", "application/json")
}

/// A page of somebody's site shows the widget: it is installed. A failure is no reason to keep the chat from it.
pub async fn notice(call: &Call, known: &Known) {
    let (now, seen) = (clock::now(), known.widget.installed.as_ref());
    let Some(origin) = call.from().filter(|origin| origin::is_site(origin) && *origin != call.origin) else { return };
    if seen.is_some_and(|seen| now.since(seen.seen_at) < DAY) {
        return;
    }
    if let Err(error) = store::widgets::saw(&call.env, known, &origin, now).await {
        log::fault(&format!("installed: {error}"));
    }
}

/// The widget of this key, if this page may use it now.
pub async fn usable(call: &Call, key: &str) -> Result<Known> {
    let known = store::widgets::by_key(&call.env, key).await?;
    let known = known.ok_or_else(|| Problem::not_found("widget"))?;
    call.organization.set(Some(known.organization_id));
    if !origin::allowed(&known.widget.settings.allowed_domains, &call.origin, origin_or_own(call).as_deref()) {
        return Err(domain_not_allowed().into());
    }
    check(&known)?;
    Ok(known)
}

/// Switched on, and in the organization's plan?
pub fn check(known: &Known) -> Result<(), Problem> {
    if !known.widget.enabled {
        return Err(Problem::forbidden("widget_disabled", "This widget is switched off."));
    }
    plan::require(known.plan, Feature::WebChat)
}

/// Browsers leave `Origin` out of a GET to one's own site, but say that it is one.
fn origin_or_own(call: &Call) -> Option<String> {
    let own = || call.header("sec-fetch-site").is_some_and(|value| value == "same-origin");
    call.from().or_else(|| own().then(|| call.origin.clone()))
}

pub async fn public(env: &Env, known: &Known, departments: Vec<Department>) -> PublicConfig {
    let there = There::of(env, known).await;
    let settings = known.widget.settings.clone();
    PublicConfig {
        key: known.widget.key.clone(),
        primary_color: settings.primary_color,
        accent_color: settings.accent_color,
        position: settings.position,
        offset_x: settings.offset_x,
        offset_y: settings.offset_y,
        theme: settings.theme,
        look: settings.look,
        size: settings.size,
        bubble_icon: settings.bubble_icon,
        logo_url: settings.logo_url,
        custom_css: settings.custom_css,
        title: if settings.title.is_empty() { known.organization_name.clone() } else { settings.title },
        greeting_message: if has_bot(known) && !settings.bot.greeting.is_empty() {
            settings.bot.greeting
        } else {
            settings.greeting_message
        },
        offline_message: settings.offline_message,
        auto_open: settings.auto_open,
        auto_open_delay: settings.auto_open_delay,
        show_agent_avatars: settings.show_agent_avatars,
        show_typing_indicator: settings.show_typing_indicator,
        sound: settings.sound,
        powered_by: settings.powered_by || !plan::has(known.plan, Feature::OwnBrand),
        language: settings.language,
        texts: settings.texts,
        proactive_rules: settings.proactive_rules.into_iter().filter(|rule| rule.enabled).collect(),
        online: there.is_online(),
        bot: has_bot(known),
        agents: there.faces(settings.show_agent_avatars),
        departments: there.departments(departments, &known.widget.settings),
        back_at: there.back_at,
        pre_chat: settings.pre_chat,
        consent_required: known.organization_settings.consent_required,
        tracking: known.organization_settings.tracking,
        typing_preview: known.organization_settings.typing_preview,
        attachments: known.organization_settings.attachments,
        attachment_megabytes: known.organization_settings.attachment_megabytes,
    }
}

/// Does the bot answer here first?
pub fn has_bot(known: &Known) -> bool {
    known.widget.settings.bot.enabled && plan::has(known.plan, Feature::Bot)
}

/// Who is there to answer, by the clock and in person.
pub struct There {
    is_open: bool,
    back_at: Option<Timestamp>,
    agents: Vec<AgentRef>,
}

impl There {
    /// When the inbox cannot say who is there, nobody is.
    pub async fn of(env: &Env, known: &Known) -> Self {
        let (is_open, back_at) = opening(known.widget.settings.business_hours.as_ref(), clock::now());
        let agents = match inbox::of_organization(env, known.organization_id) {
            Ok(stub) => object::call(&stub, &Attended).await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        Self { is_open, back_at, agents }
    }

    pub fn is_online(&self) -> bool {
        self.is_open && !self.agents.is_empty()
    }

    fn faces(&self, are_shown: bool) -> Vec<AgentRef> {
        self.agents.iter().filter(|_| are_shown).take(MOST_FACES).cloned().collect()
    }

    /// A department may have hours of its own.
    fn is_open_in(&self, department: &Department) -> bool {
        department.hours.as_ref().map_or(self.is_open, |hours| opening(Some(hours), clock::now()).0)
    }

    /// A department without members is everybody's.
    fn departments(&self, all: Vec<Department>, settings: &WidgetSettings) -> Vec<DepartmentInfo> {
        let attended =
            |members: &[AgentId]| self.agents.iter().any(|agent| members.is_empty() || members.contains(&agent.id));
        let info = |department: Department| DepartmentInfo {
            online: self.is_open_in(&department) && attended(&department.members),
            id: department.id,
            name: department.name,
            description: department.description,
        };
        all.into_iter().filter(|department| widget::offers(settings, department.id)).map(info).collect()
    }
}

pub async fn departments(call: &Call, Visitor(session): Visitor) -> Result<Json<List<DepartmentInfo>>> {
    let known = of_session(call, &session).await?;
    let there = There::of(&call.env, &known).await;
    let departments = store::departments::list(&call.env, session.organization).await?;
    Ok(Json(there.departments(departments, &known.widget.settings).into()))
}

pub async fn presence(call: &Call, Visitor(session): Visitor) -> Result<Json<Presence>> {
    let known = of_session(call, &session).await?;
    let there = There::of(&call.env, &known).await;
    let online = there.is_online();
    let faces = there.faces(known.widget.settings.show_agent_avatars);
    let agents = faces.into_iter().map(|AgentRef { name, avatar_url, .. }| PresentAgent { name, avatar_url });
    let lately = adding_up::lately(clock::now());
    let lately = store::reports::sum_since(&call.env, session.organization, &lately).await?;
    let reply_time = adding_up::told_reply_time(&lately);
    Ok(Json(Presence { online, back_at: there.back_at, agents: agents.collect(), reply_time }))
}

/// The widget that a session was started on.
pub async fn of_session(call: &Call, session: &Session) -> Result<Known> {
    let known = store::widgets::by_id(&call.env, session.organization, session.widget).await?;
    Ok(known.ok_or_else(|| Problem::not_found("widget"))?)
}

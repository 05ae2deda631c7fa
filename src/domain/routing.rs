//! Who gets a conversation that nobody has, and when an agent who is gone loses theirs.

use crate::{
    json::FromJson,
    protocol::{
        AgentId, ConversationId, DepartmentId, Timestamp,
        department::{Routing, RoutingMode},
        span::MINUTE,
    },
};

/// How an organization's conversations are routed, as far as its inbox knows: one JSON document that D1 puts together.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Routes {
    /// Everybody who answers here.
    pub agents: Vec<AgentId>,
    /// Of conversations without a department.
    pub routing: Option<Routing>,
    pub absent_minutes: u16,
    pub departments: Vec<Way>,
}

/// How a department's conversations are routed, and to whom. Without members it is everybody's.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Way {
    pub id: DepartmentId,
    pub routing: Option<Routing>,
    pub members: Vec<AgentId>,
}

/// A conversation that nobody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    pub id: ConversationId,
    pub department: Option<DepartmentId>,
}

/// An agent who is here and takes conversations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub agent: AgentId,
    /// Conversations they have, or are about to have.
    pub load: u32,
    /// Grows with every conversation that is given; 0 for somebody who never got one.
    pub turn: i64,
}

impl Routes {
    /// Of a department that is not known nobody is given anything.
    #[must_use]
    pub fn routing(&self, department: Option<DepartmentId>) -> Routing {
        match department {
            None => self.routing,
            Some(id) => self.way(id).and_then(|way| way.routing),
        }
        .unwrap_or_default()
    }

    /// Where somebody is given what nobody has taken.
    #[must_use]
    pub fn routed(&self) -> Vec<Option<DepartmentId>> {
        let mut routed = vec![None];
        routed.extend(self.departments.iter().map(|way| Some(way.id)));
        routed.retain(|department| self.routing(*department).mode != RoutingMode::Manual);
        routed
    }

    fn way(&self, id: DepartmentId) -> Option<&Way> {
        self.departments.iter().find(|way| way.id == id)
    }

    fn may_take(&self, department: Option<DepartmentId>, agent: AgentId) -> bool {
        let way = department.and_then(|id| self.way(id));
        way.is_none_or(|way| way.members.is_empty() || way.members.contains(&agent))
    }

    /// Who has been gone since then loses what waits for them at this time.
    #[must_use]
    pub fn gone_at(&self, since: Timestamp) -> Timestamp {
        since.plus(i64::from(self.absent_minutes) * MINUTE)
    }

    /// Who gets which of these, in their order. Somebody without room for more gets none.
    #[must_use]
    pub fn plan(&self, queue: &[Queued], mut candidates: Vec<Candidate>) -> Vec<(ConversationId, AgentId)> {
        let mut plan = Vec::new();
        for Queued { id, department } in queue {
            let last = candidates.iter().map(|candidate| candidate.turn).max().unwrap_or(0);
            let Some(chosen) = self.choose(*department, &mut candidates) else { continue };
            (chosen.load, chosen.turn) = (chosen.load + 1, last + 1);
            plan.push((*id, chosen.agent));
        }
        plan
    }

    fn choose<'a>(
        &self,
        department: Option<DepartmentId>,
        candidates: &'a mut [Candidate],
    ) -> Option<&'a mut Candidate> {
        let Routing { mode, capacity } = self.routing(department);
        let is_able = |candidate: &Candidate| {
            mode != RoutingMode::Manual
                && capacity.is_none_or(|capacity| candidate.load < capacity)
                && self.agents.contains(&candidate.agent)
                && self.may_take(department, candidate.agent)
        };
        let busy = |candidate: &Candidate| if mode == RoutingMode::LeastBusy { candidate.load } else { 0 };
        let able = candidates.iter_mut().filter(|candidate| is_able(candidate));
        able.min_by_key(|candidate| (busy(candidate), candidate.turn, candidate.agent))
    }
}

#[cfg(test)]
pub mod testing {
    use uuid::Uuid;

    use super::{Routes, Way};
    use crate::protocol::department::{Routing, RoutingMode};

    /// Agents 1 to 3; department 7 is of 1 and 2, department 8 of everybody.
    pub fn routes(mode: RoutingMode, capacity: Option<u32>) -> Routes {
        let agents = |numbers: &[u128]| numbers.iter().map(|n| Uuid::from_u128(*n).into()).collect();
        let routing = Some(Routing { mode, capacity });
        let way = |id, members: &[u128]| Way { id: Uuid::from_u128(id).into(), routing, members: agents(members) };
        Routes {
            agents: agents(&[1, 2, 3]),
            routing: None,
            absent_minutes: 10,
            departments: vec![way(7, &[1, 2]), way(8, &[])],
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{testing::routes, *};

    fn queued(id: u128, department: Option<u128>) -> Queued {
        let department = department.map(|id| Uuid::from_u128(id).into());
        Queued { id: Uuid::from_u128(id).into(), department }
    }

    fn candidates(of: &[(u128, u32, i64)]) -> Vec<Candidate> {
        of.iter().map(|&(id, load, turn)| Candidate { agent: Uuid::from_u128(id).into(), load, turn }).collect()
    }

    fn plan(routes: &Routes, queue: &[(u128, Option<u128>)], here: &[(u128, u32, i64)]) -> Vec<(u128, u128)> {
        let queue: Vec<_> = queue.iter().map(|&(id, department)| queued(id, department)).collect();
        routes
            .plan(&queue, candidates(here))
            .into_iter()
            .map(|(id, agent)| (id.0.as_u128(), agent.0.as_u128()))
            .collect()
    }

    #[test]
    fn i4_round_robin_goes_by_who_got_one_longest_ago() {
        let routes = routes(RoutingMode::RoundRobin, None);
        let here = [(1, 0, 5), (2, 9, 3), (3, 0, 0)];
        let queue = [(10, Some(8)), (11, Some(8)), (12, Some(8)), (13, Some(8))];
        assert_eq!(plan(&routes, &queue, &here), [(10, 3), (11, 2), (12, 1), (13, 3)]);
    }

    #[test]
    fn i4_least_busy_goes_by_load_then_by_who_got_one_longest_ago() {
        let routes = routes(RoutingMode::LeastBusy, None);
        let here = [(1, 1, 9), (2, 2, 1), (3, 1, 4)];
        let queue = [(10, Some(8)), (11, Some(8)), (12, Some(8))];
        assert_eq!(plan(&routes, &queue, &here), [(10, 3), (11, 1), (12, 2)]);
    }

    #[test]
    fn i4_only_members_with_room_for_more_get_one_and_who_comes_first_is_served_first() {
        let full = routes(RoutingMode::RoundRobin, Some(2));
        let queue = [(10, Some(7)), (12, Some(7)), (11, Some(8))];
        assert_eq!(plan(&full, &queue, &[(1, 1, 0), (2, 2, 0), (3, 0, 9)]), [(10, 1), (11, 3)]);
        assert_eq!(plan(&full, &queue, &[(9, 0, 0)]), [], "who is no member any more gets none");
        assert_eq!(plan(&full, &queue, &[]), []);
    }

    #[test]
    fn i4_what_is_routed_by_hand_is_nobodys() {
        let routes = routes(RoutingMode::RoundRobin, None);
        assert_eq!(routes.routed().len(), 2);
        assert_eq!(plan(&routes, &[(10, None), (11, Some(99))], &[(1, 0, 0)]), [], "no department, no such one");
        let all = Routes { routing: Some(Routing { mode: RoutingMode::LeastBusy, capacity: Some(1) }), ..routes };
        assert_eq!(plan(&all, &[(10, None), (11, None)], &[(1, 0, 0)]), [(10, 1)]);
    }
}

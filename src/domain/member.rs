//! What may become of somebody in an organization, and who may do it.

use crate::protocol::{Problem, agent::Role};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub role: Role,
    pub active: bool,
}

/// # Errors
/// What forbids it. `owners`: active ones, who may be counted otherwise by the time it is written.
pub fn may_become(by: Role, is: Standing, becomes: Standing, owners: u32) -> Result<(), Problem> {
    may_give(by, is.role.max(becomes.role))?;
    let owns = |standing: Standing| standing.active && standing.role == Role::Owner;
    if owns(is) && !owns(becomes) && owners <= 1 { Err(last_owner()) } else { Ok(()) }
}

/// # Errors
/// Only owners make owners, or change them.
pub fn may_give(by: Role, role: Role) -> Result<(), Problem> {
    if role == Role::Owner && by != Role::Owner {
        return Err(owner_required());
    }
    Ok(())
}

#[must_use]
pub fn owner_required() -> Problem {
    Problem::forbidden("owner_required", "Only owners of the organization may do this.")
}

#[must_use]
pub fn last_owner() -> Problem {
    Problem::new(409, "last_owner", "This is the last owner. Make somebody else an owner first.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a2_only_owners_make_and_change_owners_and_the_last_one_stays() {
        let standing = |role, active| Standing { role, active };
        let code = |by, is, becomes, owners| may_become(by, is, becomes, owners).err().map(|problem| problem.code);
        let (agent, admin, owner) =
            (standing(Role::Agent, true), standing(Role::Admin, true), standing(Role::Owner, true));
        let gone = standing(Role::Owner, false);
        assert_eq!(code(Role::Admin, agent, admin, 1), None);
        assert_eq!(code(Role::Admin, admin, standing(Role::Admin, false), 1), None);
        for (is, becomes) in [(agent, owner), (owner, agent), (owner, gone), (gone, owner)] {
            assert_eq!(code(Role::Admin, is, becomes, 2).as_deref(), Some("owner_required"));
        }
        assert_eq!(code(Role::Owner, owner, admin, 1).as_deref(), Some("last_owner"));
        assert_eq!(code(Role::Owner, owner, gone, 1).as_deref(), Some("last_owner"));
        assert_eq!(code(Role::Owner, owner, owner, 1), None);
        assert_eq!(code(Role::Owner, owner, agent, 2), None);
        assert_eq!(code(Role::Owner, gone, agent, 1), None);
        assert_eq!(may_give(Role::Admin, Role::Owner).unwrap_err().status, 403);
    }
}

use crate::{events::EventVerb, text_enum};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What can happen to a staff member's account, as events name it.
    pub enum UserVerb {
        /// They may sign in again.
        SwitchOn = "switch_on",
        /// They may not sign in any more.
        SwitchOff = "switch_off",
        /// They changed their password.
        ChangePassword = "change_password",
        /// They chose a password by a link.
        ChoosePassword = "choose_password",
        /// Somebody made a link for them to choose one.
        MakePasswordLink = "make_password_link",
    }
}

/// One side of such an event: what changed, as it was or as it became.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserFacts {
    /// Whether they may sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

impl EventVerb for UserVerb {
    const ENTITY: &'static str = "user";
    type Payload = UserFacts;

    fn code(self) -> &'static str {
        UserVerb::code(self)
    }
}

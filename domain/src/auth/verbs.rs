use crate::{events::EventVerb, text_enum};
use serde::{Deserialize, Serialize};

text_enum! {
    /// Verbs of events of the entity `user`, as stored in `events.verb`.
    pub enum UserVerb {
        /// The account was reactivated.
        SwitchOn = "switch_on",
        /// The account was deactivated.
        SwitchOff = "switch_off",
        /// The person changed their own password.
        ChangePassword = "change_password",
        /// The person chose a password by a password link.
        ChoosePassword = "choose_password",
        /// Somebody created a password link for the person.
        MakePasswordLink = "make_password_link",
    }
}

/// Values of an account before or after an event; a field is `None` when the event did not change it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserFacts {
    /// Whether the person may sign in.
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

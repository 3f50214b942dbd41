//! What a page missed while its socket was closed.

use super::sockets::{changed_message, may_see};
use domain::{
    Result,
    events::Seq,
    live::{self, ToPage},
    notifications,
    staff::Asker,
};

/// A page that has missed more feed entries has to reload its data.
const MAX_MISSED: i64 = 500;

/// The messages between two sequence numbers; `None` if they are too many.
pub async fn missed(asker: &Asker, after: Seq, to: Seq) -> Result<Option<Vec<ToPage>>> {
    let Asker { db, actor, salon, .. } = asker;
    let Some(steps) = live::since(db, salon, after, MAX_MISSED).await? else { return Ok(None) };
    if steps.last().is_none_or(|step| step.seq < to) {
        return Ok(None);
    }
    let mut missed: Vec<(Seq, ToPage)> = steps
        .iter()
        .filter(|step| step.seq <= to)
        .filter_map(|step| Some((step.seq, step.changed.as_ref().filter(|changed| may_see(actor, changed))?)))
        .map(|(seq, changed)| (seq, changed_message(seq, changed)))
        .collect();
    let told = notifications::told(db, Some(actor), salon, after, to).await?;
    missed.extend(told.into_iter().map(|(_, told)| (told.seq, ToPage::Notification(told))));
    missed.sort_by_key(|(seq, _)| *seq);
    Ok(Some(missed.into_iter().map(|(_, message)| message).collect()))
}

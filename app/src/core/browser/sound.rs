//! A sound that says: something came.

use super::storage::{keep, kept};
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

/// Two soft tones, made here: no file has to be loaded for them.
const TONES: [(f32, f64); 2] = [(660.0, 0.0), (880.0, 0.12)];
const LENGTH: f64 = 0.25;
const LOUDNESS: f32 = 0.08;

/// Of a device's pages, all of which hear of the same, only one plays it: for so many milliseconds.
const ONCE: f64 = 3_000.0;
/// When one of them did, in milliseconds since 1970.
const PLAYED: &str = "chime";

/// Plays it, also behind another tab; browsers allow that once the person has touched the page.
pub fn chime() {
    if cfg!(feature = "hydrate") {
        let (now, played) = (js_sys::Date::now(), kept(PLAYED).and_then(|at| at.parse::<f64>().ok()));
        if played.is_none_or(|at| (now - at).abs() > ONCE) {
            keep(PLAYED, &now.to_string());
            // A device without sound stays silent.
            let _ = play();
        }
    }
}

thread_local! {
    /// One for the page: browsers give it few.
    static CONTEXT: Option<AudioContext> = AudioContext::new().ok();
}

fn play() -> Result<(), JsValue> {
    let context = CONTEXT.with(Clone::clone).ok_or(JsValue::NULL)?;
    let now = context.current_time();
    for (pitch, after) in TONES {
        let (tone, loudness) = (context.create_oscillator()?, context.create_gain()?);
        tone.set_type(OscillatorType::Sine);
        tone.frequency().set_value(pitch);
        loudness.gain().set_value_at_time(LOUDNESS, now + after)?;
        loudness.gain().exponential_ramp_to_value_at_time(0.001, now + after + LENGTH)?;
        tone.connect_with_audio_node(&loudness)?;
        loudness.connect_with_audio_node(&context.destination())?;
        tone.start_with_when(now + after)?;
        tone.stop_with_when(now + after + LENGTH)?;
    }
    Ok(())
}

//! The notification sound.

use super::storage::{store, stored};
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

/// Pitch in hertz and start in seconds of each tone; synthesized, which saves loading a file.
const TONES: [(f32, f64); 2] = [(660.0, 0.0), (880.0, 0.12)];
const LENGTH: f64 = 0.25;
const LOUDNESS: f32 = 0.08;

/// All open tabs receive the same notification; within this many milliseconds only one plays the sound.
const SUPPRESSED: f64 = 3_000.0;
/// Storage key of when a tab played it last, in milliseconds since 1970.
const PLAYED_AT: &str = "chime";

/// Plays the sound, in background tabs too. Browsers allow it only after the person has interacted with the page.
pub fn chime() {
    if cfg!(feature = "hydrate") {
        let (now, played) = (js_sys::Date::now(), stored(PLAYED_AT).and_then(|at| at.parse::<f64>().ok()));
        if played.is_none_or(|at| (now - at).abs() > SUPPRESSED) {
            store(PLAYED_AT, &now.to_string());
            // A device may have no audio output.
            let _ = play();
        }
    }
}

thread_local! {
    /// Browsers limit the number of audio contexts per page.
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

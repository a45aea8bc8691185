//! How to speak: rate, pitch and volume as checked newtypes.

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// How a [`Speech`](crate::Speech) sounds. The default is the voice as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Speaking rate.
    pub rate: Rate,
    /// Pitch shift.
    pub pitch: Semitones,
    /// Loudness relative to the voice's own (-19 LUFS).
    pub volume: Decibels,
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $what:literal, $unit:literal, $range:expr, $default:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f32", into = "f32")]
        pub struct $name(f32);

        impl $name {
            /// The lowest value.
            pub const MIN: f32 = $range.0;
            /// The highest value.
            pub const MAX: f32 = $range.1;

            /// Checks the range.
            ///
            /// # Errors
            /// [`Error::Limit`] outside `MIN` to `MAX`, or if it is no number.
            pub fn new(value: f32) -> Result<Self> {
                if (Self::MIN..=Self::MAX).contains(&value) {
                    return Ok(Self(value));
                }
                Err(Error::limit(
                    $what,
                    value,
                    format!("{} to {} {}", Self::MIN, Self::MAX, $unit),
                    "choose a value inside it",
                ))
            }

            /// The value, or the end of the range that is nearest to it; the default for what is no
            /// number.
            pub fn clamped(value: f32) -> Self {
                match value.is_nan() {
                    true => Self::default(),
                    false => Self(value.clamp(Self::MIN, Self::MAX)),
                }
            }

            /// The value.
            pub fn get(self) -> f32 {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }

        impl TryFrom<f32> for $name {
            type Error = Error;
            fn try_from(value: f32) -> Result<Self> {
                Self::new(value)
            }
        }

        impl From<$name> for f32 {
            fn from(value: $name) -> f32 {
                value.0
            }
        }
    };
}

quantity!(
    /// A factor on the speaking rate; 1 is the voice's own.
    Rate, "rate", "times", (0.5, 6.0), 1.0
);
quantity!(
    /// A pitch shift in semitones; 0 is the voice's own.
    Semitones, "pitch", "semitones", (-12.0, 12.0), 0.0
);
quantity!(
    /// A level in decibels; 0 leaves it as it is.
    Decibels, "volume", "dB", (-60.0, 12.0), 0.0
);

impl Decibels {
    /// The factor on samples.
    pub fn gain(self) -> f32 {
        10f32.powf(self.0 / 20.0)
    }
}

impl Semitones {
    /// The factor on F0.
    pub fn factor(self) -> f32 {
        (self.0 / 12.0).exp2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_checked_everywhere() {
        assert!(Rate::new(0.5).is_ok() && Rate::new(6.0).is_ok());
        assert!(Rate::new(0.49).is_err() && Rate::new(f32::NAN).is_err());
        let message = Semitones::new(13.0).unwrap_err().to_string();
        assert!(message.contains("-12 to 12 semitones"), "{message}");
        assert!(serde_json::from_str::<Rate>("7.0").is_err());
        assert_eq!(Settings::default().rate.get(), 1.0);
    }
}

//! Texts of any length: a speech takes on the next part of its document when it needs it.

use std::sync::Arc;

use super::Speech;
use crate::article::Document;
use crate::{Error, Result};

impl Speech {
    /// Takes on as many of the next parts of the document as the next sentence needs, and lets go of
    /// what was spoken: [`article::pieces`](crate::article::pieces()) can then be spoken in constant
    /// memory, and sound as the whole text does.
    ///
    /// Call it between sentences; blocks are numbered anew, and [`Speech::document`] is what is there
    /// at the time.
    ///
    /// ```
    /// use rhapsode::article::{Options, pieces};
    /// use rhapsode::{Chunk, Document, Engine};
    ///
    /// # fn main() -> rhapsode::Result<()> {
    /// # #[cfg(feature = "embedded-voice")] {
    /// let text = "A line of a long text.\n\n".repeat(20_000);
    /// let mut parts = pieces(text.as_bytes(), &Options::default());
    /// let mut speech = Engine::new()?.speak(Document::default());
    /// let (mut chunk, mut sentences) = (Chunk::default(), 0);
    /// loop {
    ///     speech.refill(&mut parts)?;
    ///     if sentences == 3 || !speech.next_into(&mut chunk) {
    ///         break;
    ///     }
    ///     sentences += 1;
    /// }
    /// assert!(speech.document().blocks.len() < 20_000);
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of the parts; what was taken on before is still spoken then.
    pub fn refill(
        &mut self,
        parts: impl IntoIterator<Item = Result<Document, Error>>,
    ) -> Result<()> {
        if !self.runs_out() {
            return Ok(());
        }
        let mut parts = parts.into_iter();
        while self.runs_out() {
            match parts.next() {
                Some(part) => self.append(part?),
                None => break,
            }
        }
        Ok(())
    }

    /// Whether the next sentence may stand in the last block, or in one behind which only such stand
    /// as are not spoken: what comes after it is not known then.
    fn runs_out(&self) -> bool {
        let after = self.document.blocks.get(self.block + 1..);
        let verbosity = self.delivery.verbosity;
        let mut spoken = after.into_iter().flatten();
        let mut spoken = spoken.by_ref().filter(|b| verbosity.speaks(b.kind));
        spoken.nth(1).is_none()
    }

    /// Adds the next part of the document, and drops the blocks before the last that was spoken.
    fn append(&mut self, part: Document) {
        let document = Arc::make_mut(&mut self.document);
        let begun = self.entered || self.block > 0;
        let gone = self.block.saturating_sub(1).min(document.blocks.len());
        document.blocks.drain(..gone);
        document.blocks.extend(part.blocks);
        document.skipped = part.skipped;
        if !begun {
            document.title = document.title.take().or(part.title);
            document.byline = document.byline.take().or(part.byline);
            document.date = document.date.take().or(part.date);
        }
        self.block -= gone;
        self.stages.block = self.stages.block.saturating_sub(gone);
        if self.entered {
            self.look_ahead();
        }
    }
}

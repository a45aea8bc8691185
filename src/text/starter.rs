//! Words that begin sentences, and words that letters follow.

/// Words that often begin a sentence and hardly ever follow an abbreviation inside one. Sorted.
#[rustfmt::skip]
pub(super) static STARTERS: &[&str] = &[
    "A", "Above", "Add", "After", "All", "Also", "Although", "Always", "Among", "An", "And", "Another", "Any", "Are",
    "As", "At", "Because", "Before", "Behind", "Below", "Between", "Beyond", "Both", "Bring", "But", "By", "Call",
    "Can", "Come", "Could", "Despite", "Did", "Do", "Does", "During", "Each", "Either", "Even", "Every", "Everyone",
    "Few", "Finally", "First", "For", "From", "Get", "Given", "Go", "Had", "Has", "Have", "He", "Hence", "Her",
    "Here", "His", "How", "However", "I", "If", "In", "Indeed", "Instead", "Is", "It", "Its", "Just", "Keep", "Later",
    "Let", "Look", "Make", "Many", "Maybe", "Meanwhile", "Moreover", "Most", "Much", "My", "Neither", "Never",
    "Nevertheless", "Next", "No", "Nobody", "None", "Nonetheless", "Nor", "Not", "Nothing", "Now", "Often", "On",
    "Once", "One", "Only", "Or", "Other", "Others", "Otherwise", "Our", "People", "Perhaps", "Please", "Rather",
    "Read", "See", "Several", "She", "Should", "Similarly", "Since", "So", "Some", "Somebody", "Someone", "Something",
    "Sometimes", "Soon", "Stay", "Still", "Such", "Suddenly", "Take", "Thank", "Thanks", "That", "The", "Their",
    "Then", "There", "Therefore", "These", "They", "This", "Those", "Though", "Thus", "To", "Today", "Tomorrow",
    "Try", "Turn", "Under", "Unless", "Until", "Use", "Wait", "Was", "We", "Welcome", "Were", "What", "When", "Where",
    "Whether", "Which", "While", "Who", "Whoever", "Why", "Will", "With", "Would", "Yes", "Yesterday", "Yet", "You",
    "Your",
];

/// Whether a word, in any case, often begins a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    let mut capital = [0u8; 16];
    let Some(bytes) = capital.get_mut(..word.len()) else {
        return false;
    };
    bytes.copy_from_slice(word.as_bytes());
    if let Some(first) = bytes.first_mut() {
        first.make_ascii_uppercase();
    }
    std::str::from_utf8(bytes).is_ok_and(|word| STARTERS.binary_search(&word).is_ok())
}

/// "plan B.", "an A.": a word before a letter that is no initial.
pub(super) fn takes_letter(word: &str) -> bool {
    matches!(
        word,
        "plan"
            | "vitamin"
            | "grade"
            | "type"
            | "group"
            | "team"
            | "class"
            | "option"
            | "section"
            | "part"
            | "hepatitis"
            | "an"
            | "a"
            | "level"
            | "point"
            | "side"
            | "column"
            | "exhibit"
            | "appendix"
            | "letter"
    )
}

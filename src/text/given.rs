//! Given names of men, after which "III" is a person's number: "John Smith III".

/// The names that numbered descendants bear in the United States, and their short forms. Sorted.
#[rustfmt::skip]
static NAMES: &[&str] = &[
    "aaron", "abraham", "adam", "adlai", "adrian", "al", "alan", "albert", "alex", "alexander", "alfred", "allan",
    "allen", "alvin", "ambrose", "andre", "andrew", "andy", "anthony", "antonio", "archibald", "archie", "arnold",
    "arthur", "asa", "august", "augustus", "barry", "ben", "benedict", "benjamin", "bernard", "bert", "bill",
    "billy", "bob", "bobby", "booker", "brad", "bradley", "brandon", "brian", "bruce", "bryan", "burt", "byron",
    "cal", "cale", "calvin", "carl", "carlos", "carlton", "carson", "carter", "cecil", "chad", "charles",
    "charlie", "chester", "chris", "christian", "christopher", "clarence", "claude", "clay", "clayton",
    "cleveland", "cliff", "clifford", "clinton", "clyde", "cole", "connor", "cooper", "cord", "cornelius",
    "craig", "curtis", "cyrus", "dale", "dan", "daniel", "danny", "dante", "darius", "darrell", "darryl", "dave",
    "david", "davis", "dean", "deion", "dennis", "derek", "dewey", "dominic", "don", "donald", "donnie",
    "douglas", "drew", "duane", "duncan", "dwight", "earl", "eddie", "edgar", "edmund", "eduardo", "edward",
    "edwin", "eli", "elijah", "elliot", "elliott", "ellis", "elmer", "elvin", "emmett", "enrique", "eric",
    "ernest", "ernie", "errol", "ethan", "eugene", "evan", "evander", "everett", "ezekiel", "ezra", "felix",
    "ferdinand", "fernando", "floyd", "forrest", "francis", "francisco", "frank", "franklin", "fred", "freddie",
    "frederick", "gabriel", "garrett", "gary", "gavin", "gene", "geoffrey", "george", "gerald", "gilbert",
    "glenn", "gordon", "graham", "grant", "greg", "gregory", "griff", "griffin", "guy", "hal", "hamilton", "hank",
    "harlan", "harold", "harrison", "harry", "harvey", "hayden", "hector", "henry", "herbert", "herman", "hollis",
    "horace", "howard", "hubert", "hugh", "hugo", "hunter", "ian", "ira", "irving", "isaac", "isaiah", "ivan",
    "jack", "jackson", "jacob", "jake", "jalen", "james", "jamie", "jared", "jason", "jaxon", "jay", "jeff",
    "jefferson", "jeffrey", "jeremiah", "jeremy", "jerome", "jerry", "jesse", "jim", "jimmy", "joe", "joel",
    "john", "johnny", "jon", "jonah", "jonas", "jonathan", "jordan", "jorge", "jose", "joseph", "joshua", "juan",
    "judah", "julian", "julius", "justin", "keith", "ken", "kenneth", "kenny", "kevin", "kirk", "kurt", "kyle",
    "lamar", "lance", "larry", "lawrence", "lee", "leo", "leon", "leonard", "leroy", "leslie", "lester", "levi",
    "lew", "lewis", "lionel", "lloyd", "logan", "lonnie", "loudon", "louis", "lowell", "lucas", "luis", "luke",
    "luther", "lyle", "lyman", "lyndon", "malcolm", "manuel", "marc", "marcus", "mario", "marion", "mark",
    "marlon", "marshall", "martin", "marvin", "mason", "mathew", "matt", "matthew", "maurice", "max", "maxwell",
    "melvin", "merle", "michael", "miguel", "mike", "miles", "milton", "mitchell", "morgan", "morris", "moses",
    "murray", "myron", "nate", "nathan", "nathaniel", "ned", "neil", "nelson", "nicholas", "nick", "noah", "noel",
    "nolan", "norman", "oliver", "orlando", "orrin", "orville", "oscar", "otis", "otto", "owen", "parker",
    "patrick", "paul", "pedro", "percy", "perry", "pete", "peter", "phil", "philip", "phillip", "pierre",
    "preston", "quentin", "quincy", "ralph", "ramon", "randall", "randolph", "randy", "raphael", "raul", "ray",
    "raymond", "reggie", "reginald", "reid", "rex", "rhett", "ricardo", "richard", "rick", "ricky", "rob",
    "robbie", "robby", "robert", "roberto", "robin", "rocco", "rod", "roderick", "rodney", "roger", "roland",
    "roman", "ron", "ronald", "ronnie", "roosevelt", "ross", "roy", "royce", "ruben", "rudolph", "rudy", "rufus",
    "russell", "ryan", "sam", "sammy", "samuel", "sanford", "saul", "sawyer", "scott", "sean", "sebastian",
    "sergio", "seth", "seymour", "shane", "shawn", "sheldon", "sherman", "sidney", "silas", "simon", "solomon",
    "spencer", "stan", "stanley", "stephen", "sterling", "steve", "steven", "stewart", "strom", "stuart",
    "sylvester", "tanner", "tate", "taylor", "ted", "teddy", "terrance", "terrell", "terrence", "terry", "thad",
    "theodore", "theophilus", "thomas", "thurgood", "thurston", "tim", "timothy", "tito", "todd", "tom", "tommy",
    "tony", "travis", "tre", "trent", "trevor", "trey", "troy", "truman", "tucker", "tyler", "tyrone", "ulysses",
    "vance", "vernon", "victor", "vince", "vincent", "virgil", "wade", "wallace", "walter", "ward", "warren",
    "wayne", "wendell", "wes", "wesley", "whit", "whitney", "wilbur", "will", "willard", "william", "willie",
    "willis", "wilson", "winfield", "winston", "winthrop", "woodrow", "wyatt", "xavier", "zachary", "zane",
];

/// Whether a lower-case word is a given name.
pub(super) fn is_given_name(word: &str) -> bool {
    NAMES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_names_are_sorted() {
        assert!(super::NAMES.is_sorted());
    }
}

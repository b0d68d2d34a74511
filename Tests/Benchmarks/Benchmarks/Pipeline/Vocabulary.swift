/// The words that made-up articles are made of.
enum Vocabulary {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  static let smallNumbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

  static let givenNames = [
    "Amara", "Benedikt", "Carys", "Dmitri", "Elin", "Farouk", "Greta", "Hiroshi", "Ilse", "Joaquín", "Katya", "Lorcan",
    "Mireille", "Nasreen", "Oluf", "Priya", "Quentin", "Rosalía", "Stellan", "Thandiwe", "Ulrich", "Wanda",
  ]
  static let familyNames = [
    "Abernathy", "Bjornstad", "Castellane", "Drummond", "Eskelinen", "Fairweather", "Guerrero-Paz", "Halloran",
    "Ivanchenko", "Jurado", "Kirkbride", "Lindqvist", "Mbeki-Hale", "Nakashima", "O'Rourke", "Pellegrini", "Radcliffe",
    "Szymański", "Thorvald", "Umarov", "Vandermeer", "Whitlock",
  ]
  static let titles = ["", "", "", "Dr. ", "Mayor ", "Capt. ", "Prof. ", "Sgt. "]
  static let posts = [
    "a spokesman for the county", "the head of the rescue service", "a surgeon at the district hospital",
    "the chief of the harbor police", "who runs the bakery on the square", "an engineer of the water board",
    "the union's secretary", "the owner of the mill",
  ]
  static let places = [
    "Ashcombe", "Brindle Bay", "Corvale", "Dunmarrow", "Eastmere", "Fellgate", "Garnock", "Hollin Falls", "Inverlyn",
    "Kestrel Point", "Larkhill", "Marrowfield", "Northwick", "Ottery Cross", "Pennoway", "Quarry Head",
  ]
  static let countries = ["Scotland", "Ireland", "Canada", "New Zealand", "Kenya", "Wales", "Norway", "Australia"]

  /// An event: what it is called, what it did as a headline says it, and as a sentence does.
  static let events: [(name: String, headline: String, sentence: String)] = [
    ("landslide", "Landslide buries market", "a landslide buried the covered market"),
    ("explosion", "Explosion wrecks factory", "an explosion tore through a paint factory"),
    ("fire", "Fire sweeps through hotel", "a fire swept through a hotel on the waterfront"),
    ("crash", "Coach and truck collide", "a coach and a truck collided on the coastal road"),
    ("flood", "Flood cuts off valley", "a flood cut off the upper valley"),
    ("storm", "Storm strikes fishing fleet", "a storm struck the fishing fleet off the cape"),
    ("earthquake", "Earthquake damages old town", "an earthquake damaged much of the old town"),
    ("collapse", "Bridge collapses into river", "a footbridge collapsed into the river"),
  ]
  static let victims = ["people", "workers", "passengers", "villagers", "residents", "soldiers", "students"]
  static let sources = [
    "the police", "officials", "the fire service", "the governor's office", "the Red Cross", "two witnesses",
    "the local newspaper",
  ]
  static let verbs = ["said", "told reporters", "said", "added", "said in a statement", "explained", "wrote"]

  static let quotations = [
    "We heard it before we saw it, and then there was nothing left to hear",
    "Nobody had looked at those beams since my father kept the keys",
    "I have told the council every spring, and every spring they have thanked me",
    "There was no time to count. You took the hand that was nearest",
    "It is too early to say whose fault it was, but it will not be too late",
    "My neighbors brought ladders, and the baker brought his van",
    "We shall build it again, only higher and further from the water",
    "They did what they were trained to do, and a good deal more than that",
    "If the second pump had started, we would be talking about the weather today",
  ]

  /// Sentences that state nothing to be checked, as most do.
  static let narrative = [
    "Rain made the work of the rescuers slow, and the light was gone before they had reached the far side of the yard.",
    "The road runs along the foot of the cliff, where heavy traffic has long worried those who live beside it.",
    "Volunteers handed out blankets and soup in the school hall, and the ferry company let families travel free.",
    "It was not clear whether the alarm had sounded, or whether anybody who heard it would have known what it meant.",
    "Shops kept their shutters down, and the bells of the parish church were rung at dusk.",
    "Experts have argued for a long time over how the slope should be drained and who ought to pay for it.",
    "The company, which has changed hands more than once, declined to answer questions about its insurance.",
    "Helicopters could not land because of the wind, so the injured were carried down on foot along the old railway.",
    "Residents complained that warnings had come late and in a form that few of them could follow.",
    "The opposition called for an inquiry, while the government asked everyone to wait until the facts were known.",
    "Schools in the district will stay closed, and the usual market has been moved to the parking lot of the stadium.",
    "Power lines were down across much of the coast, and trains stood where they had stopped.",
  ]
}

@testable import Cryptography

/// RSA moduli for judging keys; numbers made for these tests, nobody's keys.
enum RSAExample {
    /// 2048 bits, odd, no prime factor up to 751.
    static let ordinaryModulus = bytes(
        "d359d07aed9bf0b6ed448d4eee241c43643ab9e212b92a01000bb5f97d652135965132d6f7e147fd"
            + "79281c19cde347abe54c5de6c3813ce6b5a290616cd9e62a08411c07209342ca05955fb9f7d17ebd"
            + "df75c883d07884b7d94355414fe04802f435a5736e8cd94e7223c68aa5529b0566567bc4627292f8"
            + "3f9aa884e59409c145619fc017b4834c37495c5ed93ff716dce47b21ca51e152a12f3a94877b55cb"
            + "80de8b3eafcf0e77203943f65c327a6df7ba38b69304106e470b4fad7f867d5f0fe321ecc08a58d7"
            + "56947a7a452e704d607a473235c2e229862fe231beef67fb69f446126201a9d369ac0f03dee0a843"
            + "bfe98f8c0524137fe322e96d33bf9157")

    /// The same, and a power of 65537 modulo every odd prime up to 167.
    static let fingerprintedModulus = bytes(
        "d5fe6e50459bd2c40984db21f4c262c6b93574ded6ea944517b837453fa86f94ed36f3f668fad84a"
            + "035108eef839fff3a6418036d1c227481389dbd87eee61273ce7ef3b0284dd2a8f1b58d68fd95c5a"
            + "202ec56601157beec5ff8757650cd796dc07e1d3c9224832acf94e4041286cf3a9a6ef2a1b3205b7"
            + "8639c6d47bd64d1555b72c712427d07ae511259973c7a4272c6aafc49209f298d599dc2a6701658a"
            + "c57f9e524d76a5afc4966e3e80718bd1a37d0244789d56bd1bf41d9bc1c17655aad34b4436b83460"
            + "e89b7aa0f8dfb88b4c750802154f4ecceae8225c21d9815862fb491d0156b6c15cfcfc692241fd6d"
            + "b09cec1a2f2bcac12dc624d31e7e14bb")

    /// A prime of 2048 bits.
    static let primeModulus = bytes(
        "c5b9f4e0076ca5f75e226a0dfa9d2a953feeff8e64d51cccf6a55109d569134fc107677bad75fa3f"
            + "2828bbb0f28ec2445c377112c1a18c8a0876f51389a36486abd79570d9b708f5767b06d443bcb321"
            + "d1d11b90c541b1a9233691e5accd9fab991ace078663aec692aa4da8b932aa6db89934daf10d4a02"
            + "78555e7ef706ebec43965c8434591b132e507cf2638ae6917595a18fa234245f9cc04d54221b82fd"
            + "21336365be49cb66cfc75fce2ba9c6582a01dee3227f185b1464fd8bdd5c93e37d37372f8f27d6d5"
            + "4f29c32c88865e2ef448a96aeb8f12cf684459f3fe1082ccf51ef3f7288e8178e56335993e956b6a"
            + "7739e249266f7d4a23cd9189576ebc93")

    /// Two neighbouring primes, a million apart.
    static let closeModulus = bytes(
        "c61232fe86d40264d12394edcc2642035c9558068c0720a52cdc831fb14886aad997ed73932dc8fe"
            + "698d9345be0a53abf9f072db709ab38aa365ec9942ee82bf80936b627663f1e49d087fe7a7b085b1"
            + "00294f28db8339a594889ff5af28458d3931eb74ed3606e2069aaebd4f03dd470ae165ea9bca1ceb"
            + "1fbcf9a8876b11cfc091bb61aba16d26c0bdf3f4e22bb02e58a6999baec986e345c400d1dae11e82"
            + "0da3064f645c58366c97be0f5d09d03aed83c313a40339a6d3d4f42a88e23e3c665ff15f5071fa10"
            + "604546e2093f3470ed599c944eb63de8ab98281a441f593a43b9f63ac253ecf6ff03f24247e6b473"
            + "de5268c83ec045f8908f6bf498560903")

    /// Fermat's method finds its factors in the hundredth round.
    static let modulusOfRound100 = bytes(
        "e04649544be43bbfc09b6e9cebc08162128f54f57850a2f236868f2e9da46c81f329bff206630a16"
            + "aca2cce1e18e85d992b560607907ce521cb2b4563ed3c167e89665c0cfb504362155959ad38cd33d"
            + "fa68eba1d416990849115b9c99eb9e41e187f53b8f62fd556433cf338d15ecbab6faa504eb85938d"
            + "38631aa9429a982dfc557794ae0568cdd8b8e5c698094481deb82a050ba6df998d9cfe29a26cfacb"
            + "2b70fb6d9ee6eac7a5eaa8b4c20880d4c6a25af467dc9bd91735c9193b9ea3e1e440df202f57f910"
            + "f51d7c834f602dc6c59423e2260c813dbc35583eee78edd257ab6ac0a06f64d44d4a126041dfcead"
            + "25063a2ba4b9b7a53c1bb1bcf02915af")

    /// And these one round later.
    static let modulusOfRound101 = bytes(
        "e04649544be43bbfc09b6e9cebc08162128f54f57850a2f236868f2e9da46c81f329bff206630a16"
            + "aca2cce1e18e85d992b560607907ce521cb2b4563ed3c168095f2b33c1305f5e310c7f02c83ec5cc"
            + "9eaaa304435ff4c4f6cdbbd558eb538fe50ecc23c4c867a588ed7b59058fb86d81d8feaf54196f4c"
            + "06ad28afdd41f7c3309f4d02ac757dd301c441cd3bf45f7a7418fa6e67aa49288e757dad078dc0f1"
            + "41abf7ec74b1242f404e9c1f4567a3f03459d4f5a4ae29d2067ad42764a747b011375fc32f0ca0c5"
            + "08b4f05a19498012eee1912d4949938c79e6b23dd9ddddd8014ec66ee534801243317477c13476fe"
            + "a060e5ebfa867ec69a4ececd7f960abd")

    /// Divisible by 131071, the greatest prime that is looked for.
    static let modulusWithGreatestFactor = bytes(
        "800f2daddd19504e796bd73a7ebc9ddddaada403f1f51c8ae5055887ad2573b9609c6b576c0efcbe"
            + "10d1f87e269b99b9b38a2f7bc8e4a84cdea2222a6dab235263c4861ef4afbe4d51a0fcf39948bb2a"
            + "15fa12b659d64ac673b291fecaf0f55046cfdcaf9753d0541331a5e453567fe26ea6933aeac95ada"
            + "d99b7e133b83e504fc779494eb314e4c863e5967f5d0833d2d66cd5885299a4029c7861338ab7ae1"
            + "9af9772f93f3e7883c07413e4e787776f97abebbe706626a5ffa3e4c857bce37a153f2cee5a98ce1"
            + "69e25121099dc47ea3e0f6c156a803230e71b36baf617b92c1773d8970157db139d59e8b411b8bd6"
            + "f23a669c41966f944631b7137941efb9")

    /// Divisible by 131101, the prime after it.
    static let modulusBeyondSearch = bytes(
        "800a20dfab03995883b240b29244365d075189814072517eaa80b972b90305f070a9e5c6a2f8f2b0"
            + "93c2188f73b179a46955a1dd91ff2f6715dc51efbe6198a6d76e0de0c32a05f59ba77411df6b8f70"
            + "796831e3c6da2315a6409e9ceed1b042e812d87a142551b7fa578034e7be643a60faa44c38f639e3"
            + "acea84e6201d2afbd534e79e438232ce521b05789bb54149fac744c87c55ce809a1d01e0aafad44a"
            + "fc4337e55ecb8d19d973303d11c46ca8c04f620dffd14fafd17419b322c0ddd2580eb8905b4f120f"
            + "9f05a9599e2d678473cd7f42cc377ccc86bbd3d641dc33a4235de9a39f589cda1d60fedfe68c8e40"
            + "d83d28b60eedc5bf67ed92da0b59d2a9")

    static func info(modulus: [UInt8], exponent: [UInt8]) -> SubjectPublicKeyInfo {
        SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(
                algorithm: ObjectIdentifiers.rsaEncryption,
                parameters: AlgorithmIdentifier.null),
            key: sequence(integer(modulus) + integer(exponent)))
    }

    /// An INTEGER of a magnitude without leading zeros.
    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let contents = magnitude.first.map { $0 >= 0x80 } == true ? [0] + magnitude : magnitude
        return [0x02] + length(contents.count) + contents
    }

    static func sequence(_ contents: [UInt8]) -> [UInt8] {
        [0x30] + length(contents.count) + contents
    }

    private static func length(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        default: [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
        }
    }
}

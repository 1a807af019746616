/// The sizes above which OCSP messages are refused. Each is far above what honest ones need.
public enum OCSPLimits {
    /// 32 KiB: requests for one certificate take some 100 octets, signed ones some 5 KB.
    public static let requestBytes = 1 << 15
    /// Certificates asked for at once; browsers and validators ask for one, few for a chain.
    public static let requestedCertificates = 64
    /// 1 MiB: an answer with a responder's certificate takes some 2 KB.
    public static let responseBytes = 1 << 20
    /// Answers in one response; pre-produced ones hold up to some hundred.
    public static let singleResponses = 1024
    /// Certificates beside one response: a responder and its chain.
    public static let certificates = 16
}

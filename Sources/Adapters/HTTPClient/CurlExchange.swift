import CCurl

/// One libcurl handle, used for one exchange by one thread.
///
/// libcurl calls back on the thread that performs, so nothing here needs a lock. The handle, the
/// header list and the pointers in callbacks live no longer than `perform`.
@safe struct CurlExchange: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let reception: Reception
    /// Where libcurl says what its code does not: the name of a TLS alert.
    private let detail: UnsafeMutablePointer<CChar>
    /// What libcurl shall not look up; it reads the list until the exchange is over.
    private let pins: UnsafeMutablePointer<curl_slist>?
    private let isPinned: Bool

    init(
        maximumBodyBytes: Int, cancellation: Cancellation, pin: HTTPClient.Pin? = nil
    ) throws(HTTPClientError) {
        guard HTTPClient.isLibraryReady, let handle = unsafe curl_easy_init() else {
            throw .broken(code: CURLE_FAILED_INIT.rawValue, text: "libcurl does not start")
        }
        unsafe self.handle = handle
        unsafe pins = pin.flatMap { unsafe curl_slist_append(nil, $0.line) }
        unsafe detail = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe detail.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        reception = Reception(maximumBodyBytes: maximumBodyBytes, cancellation: cancellation)
        isPinned = pin != nil
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe curl_slist_free_all(pins)
        unsafe detail.deallocate()
    }

    func configure(
        destination: HTTPClient.Destination, limits: HTTPClient.Limits
    ) throws(HTTPClientError) {
        switch destination {
        case .unixSocket(let path):
            guard !path.isEmpty, path.utf8.count <= 107, !path.utf8.contains(0) else {
                throw .malformedRequest
            }
            try set(CURLOPT_UNIX_SOCKET_PATH, path)
            try set(CURLOPT_URL, "http://localhost/")
        case .origin(let origin):
            guard Self.isOrigin(origin) else { throw .malformedRequest }
            try set(CURLOPT_URL, origin + "/")
        }
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NOPROXY, "*")
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        if isPinned {
            // Without its list the name would be looked up after all.
            guard unsafe pins != nil else {
                throw .broken(code: CURLE_OUT_OF_MEMORY.rawValue, text: "out of memory")
            }
            try unsafe check(kapok_curl_set_list(handle, CURLOPT_RESOLVE, pins))
        }
        try set(CURLOPT_CONNECTTIMEOUT_MS, limits.connecting.milliseconds)
        try set(CURLOPT_TIMEOUT_MS, limits.total.milliseconds)
    }

    /// Trusts and shows what was given, and nothing of the machine's.
    func configure(_ tls: HTTPClient.KnownTLS) throws(HTTPClientError) {
        try set(CURLOPT_PROTOCOLS_STR, "https")
        try set(CURLOPT_SSLVERSION, Int(kapok_curl_tls_1_3))
        try unsafe check(kapok_curl_set_string(handle, CURLOPT_CAINFO, nil))
        try unsafe check(kapok_curl_set_string(handle, CURLOPT_CAPATH, nil))
        try set(CURLOPT_CAINFO_BLOB, tls.trusted)
        if let certificate = tls.certificate { try set(CURLOPT_SSLCERT_BLOB, certificate) }
        if let key = tls.key { try set(CURLOPT_SSLKEY_BLOB, key) }
    }

    /// Sends the request and collects the answer.
    func perform(_ request: HTTPClientRequest) throws(HTTPClientError) -> HTTPClientResponse {
        let fields = try HeaderList(request)
        try unsafe check(kapok_curl_set_list(handle, CURLOPT_HTTPHEADER, fields.list))
        try set(CURLOPT_REQUEST_TARGET, request.path)
        try setMethod(of: request)
        try setCallbacks()
        try unsafe check(kapok_curl_set_text(handle, CURLOPT_ERRORBUFFER, detail))
        let code = unsafe curl_easy_perform(handle)
        if let reason = reception.refusal { throw reason }
        guard code == CURLE_OK else { throw Self.error(code, unsafe String(cString: detail)) }
        var status = 0
        try unsafe check(kapok_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status))
        return HTTPClientResponse(
            status: status, headers: reception.headers, body: reception.body)
    }

    private func setMethod(of request: HTTPClientRequest) throws(HTTPClientError) {
        if request.method == "HEAD" {
            try set(CURLOPT_NOBODY, 1)
            return
        }
        if !request.body.isEmpty || request.method == "POST" || request.method == "PUT" {
            try set(CURLOPT_POST, 1)
            try unsafe check(
                kapok_curl_set_size(
                    handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
            // COPYPOSTFIELDS takes its own copy, of the size set just before.
            let copied = unsafe request.body.withUnsafeBytes { bytes in
                unsafe kapok_curl_set_pointer(
                    handle, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(handle))
            }
            try check(copied)
        }
        try set(CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func setCallbacks() throws(HTTPClientError) {
        let context = unsafe UnsafeRawPointer(Unmanaged.passUnretained(reception).toOpaque())
        try unsafe check(kapok_curl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        try unsafe check(kapok_curl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        try unsafe check(kapok_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
        try unsafe check(
            kapok_curl_set_receive(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                unsafe Reception.at(context).take(header: Reception.slice(bytes, size, count))
            })
        try unsafe check(
            kapok_curl_set_receive(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                unsafe Reception.at(context).take(body: Reception.slice(bytes, size, count))
            })
        try unsafe check(
            kapok_curl_set_progress(handle) { context, _, _, _, _ in
                unsafe Reception.at(context).shouldStop ? 1 : 0
            })
        try set(CURLOPT_NOPROGRESS, 0)
    }

    private func set(_ option: CURLoption, _ value: String) throws(HTTPClientError) {
        try unsafe check(kapok_curl_set_string(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: [UInt8]) throws(HTTPClientError) {
        let code = unsafe value.withUnsafeBytes { bytes in
            unsafe kapok_curl_set_blob(handle, option, bytes.baseAddress, bytes.count)
        }
        try check(code)
    }

    private func set(_ option: CURLoption, _ value: Int) throws(HTTPClientError) {
        try unsafe check(kapok_curl_set_long(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(HTTPClientError) {
        guard code == CURLE_OK else { throw Self.error(code) }
    }

    private static func error(_ code: CURLcode, _ detail: String = "") -> HTTPClientError {
        // OpenSSL names an alert of the other end in words, whatever libcurl was doing then.
        if detail.contains(" alert ") { return .clientRefused(text: detail) }
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            return .serverUntrusted(text: detail)
        case CURLE_SSL_CONNECT_ERROR where detail.contains("error:"):
            // What OpenSSL cannot read or verify of the other end has many names; that a connection
            // ended is none of them.
            let isEnd = detail.contains("unexpected eof")
            return isEnd ? plainError(code) : .serverUntrusted(text: detail)
        default: return plainError(code)
        }
    }

    private static func plainError(_ code: CURLcode) -> HTTPClientError {
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: .unreachable
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .malformedRequest
        default:
            .broken(code: code.rawValue, text: unsafe String(cString: curl_easy_strerror(code)))
        }
    }

    /// Scheme and authority only: no path, query, fragment or user.
    private static func isOrigin(_ text: String) -> Bool {
        let authority: Substring.UTF8View
        if text.hasPrefix("http://") {
            authority = text.dropFirst(7).utf8
        } else if text.hasPrefix("https://") {
            authority = text.dropFirst(8).utf8
        } else {
            return false
        }
        return !authority.isEmpty
            && authority.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#@\\".utf8.contains($0) }
    }
}

/// The request's header fields in libcurl's own list.
@safe private struct HeaderList: ~Copyable {
    private(set) var list: UnsafeMutablePointer<curl_slist>?

    init(_ request: HTTPClientRequest) throws(HTTPClientError) {
        unsafe list = nil
        // A name with an empty value takes libcurl's own field away: no waiting for 100 Continue,
        // no form type that nobody asked for.
        try append("Expect:")
        if !request.headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
            try append("Content-Type:")
        }
        for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) {
            try append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
    }

    private mutating func append(_ line: String) throws(HTTPClientError) {
        guard let longer = unsafe curl_slist_append(list, line) else {
            throw .broken(code: CURLE_OUT_OF_MEMORY.rawValue, text: "out of memory")
        }
        unsafe list = longer
    }

    deinit { unsafe curl_slist_free_all(list) }
}

extension Duration {
    /// Whole milliseconds, at least one, since libcurl reads zero as no limit.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}

extension HTTPClient {
    /// `curl_global_init` is not thread safe in every build of libcurl: it runs once, here, for everything
    /// that uses the library.
    package static let isLibraryReady =
        curl_global_init(kapok_curl_global_default) == CURLE_OK
}

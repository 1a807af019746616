#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic macros, which Swift cannot call:
// one function for each type of argument.

static inline CURLcode kapok_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kapok_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kapok_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kapok_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kapok_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// libcurl keeps a copy of its own.
static inline CURLcode kapok_curl_set_blob(
    CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

static inline CURLcode kapok_curl_set_text(CURL *handle, CURLoption option, char *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*kapok_curl_receive)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode kapok_curl_set_receive(
    CURL *handle, CURLoption option, kapok_curl_receive value) {
    return curl_easy_setopt(handle, option, value);
}

typedef int (*kapok_curl_progress)(
    void *context, curl_off_t toReceive, curl_off_t received, curl_off_t toSend, curl_off_t sent);

static inline CURLcode kapok_curl_set_progress(CURL *handle, kapok_curl_progress value) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

static inline CURLcode kapok_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

// Macros and members of enums that Swift imports as neither number nor constant.
static const long kapok_curl_global_default = CURL_GLOBAL_DEFAULT;
static const long kapok_curl_tls_1_3 = CURL_SSLVERSION_TLSv1_3;

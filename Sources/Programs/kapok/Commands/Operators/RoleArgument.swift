public import ArgumentParser
public import CertificatePolicy

extension Role: ExpressibleByArgument {}

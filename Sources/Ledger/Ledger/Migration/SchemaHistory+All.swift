extension SchemaHistory {
    /// The forms that releases wrote. A change of any table is a step of the last migration until
    /// a release wrote it; then of a new one. `ReleaseTests` find a change that has none.
    package static let all = SchemaHistory([
        // 2: the ledger says which program gave it its form, for one that does not know it.
        Migration([.addColumn("meta", Column("text", .text, nullable: true))])
    ])
}

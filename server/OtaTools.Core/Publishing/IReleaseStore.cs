namespace OtaTools.Core.Publishing;

/// <param name="EntityTag">By which a later write knows that nobody wrote in between.</param>
internal sealed record StoredFile(byte[] Content, string EntityTag, DateTimeOffset Modified);

/// <param name="Name">As in the other calls: below the target, with slashes.</param>
internal sealed record StoredEntry(string Name, long Size, DateTimeOffset Modified);

/// <summary>How a file is to be offered to boards.</summary>
internal enum Lifetime
{
    /// <summary>Under a name that never has another content: kept by every cache, for ever.</summary>
    Immutable,

    /// <summary>Asked for anew each time.</summary>
    Mutable,
}

/// <summary>
/// A place for releases: files with names, each there as a whole or not at all. Failures are <see cref="OtaToolsException"/> of the
/// family of publishing.
/// </summary>
internal interface IReleaseStore : IDisposable
{
    /// <summary>For a person: s3://bucket/prefix, or the folder.</summary>
    string Title { get; }

    /// <summary>Where boards read a file, as far as it is known; null where it is not.</summary>
    Uri? UrlOf(string name);

    /// <summary>Somebody said where boards read; else it was derived, and may be wrong.</summary>
    bool IsPublicUrlGiven { get; }

    /// <summary>What the owner of the store would have to set so that boards may read, as text; null where there is no such thing.</summary>
    string? ReadPolicy { get; }

    /// <summary>What is worth telling whoever publishes, such as that a store cannot do what was asked of it.</summary>
    event Action<string>? Noted;

    /// <returns>Null where there is none.</returns>
    Task<StoredFile?> GetAsync(string name, long mostBytes, CancellationToken cancellationToken);

    /// <summary>Files whose names begin with a folder's.</summary>
    Task<IReadOnlyList<StoredEntry>> ListAsync(string folder, CancellationToken cancellationToken);

    /// <returns>False where there is a file already, which stays.</returns>
    Task<bool> PutIfAbsentAsync(string name, ReadOnlyMemory<byte> content, Lifetime lifetime, CancellationToken cancellationToken);

    /// <param name="entityTag">Of what is to be replaced; null where there was nothing.</param>
    /// <returns>False where something else is there by now, which stays.</returns>
    Task<bool> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string? entityTag, Lifetime lifetime, CancellationToken cancellationToken);

    /// <summary>One that is not there is no failure.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OtaTools.Core.Fleet.Storage;

/// <summary>What a file of state begins with.</summary>
/// <param name="Schema">Of the version that wrote it.</param>
internal sealed record Versioned(int Schema);

/// <summary>
/// One JSON file of state. A damaged one is set aside and never fatal; one that a newer version wrote is read as far as it is
/// understood, and never written.
/// </summary>
internal sealed class StateFile<T>(string path, int schema, T empty, Action<string> note)
    where T : class
{
    /// <summary>No state of ours comes near it.</summary>
    private const long Largest = 64 << 20;

    /// <summary>Of a file that changed just now the time alone does not tell whether it changed again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private static readonly JsonSerializerOptions Options = OptionsOfState();

    private (DateTime Written, long Length)? seen;

    /// <summary>What was read or written last.</summary>
    private T? last;

    /// <summary>A newer version wrote it: nobody writes it here.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>It may hold something else than what <see cref="Read"/> gave last.</summary>
    public bool HasChanged()
    {
        var stamp = Stamp();
        return stamp != seen || stamp is var (written, _) && DateTime.UtcNow - written < Fresh;
    }

    /// <param name="isOwner">A damaged file is set aside: nobody else writes it meanwhile.</param>
    /// <returns>Where it cannot be read now, what it held last: a board that is held must not slip through for that.</returns>
    public T Read(bool isOwner) => last = ReadNow(isOwner);

    private T ReadNow(bool isOwner)
    {
        seen = Stamp();
        IsForeign = false;
        try
        {
            if (seen is null)
            {
                return empty;
            }

            var bytes = seen.Value.Length <= Largest ? Bytes() : throw new JsonException();
            if (JsonSerializer.Deserialize<Versioned>(bytes, Options)?.Schema is { } found && found > schema)
            {
                IsForeign = true;
                note(Strings.StateNewer(path));
                return AsFarAsUnderstood(bytes);
            }

            return JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException();
        }
        catch (FileNotFoundException)
        {
            return empty;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            if (isOwner)
            {
                SetAside();
            }

            return empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            note(Strings.StateUnreadable(path, e.Message));
            seen = null; // it is tried again
            return last ?? empty;
        }
    }

    /// <param name="durable">Also after a power failure, not only after the end of this process.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.FleetStateUnwritable"/></exception>
    public void Write(T state, bool durable)
    {
        if (IsForeign)
        {
            throw new OtaToolsException(ErrorCode.FleetStateUnwritable, Strings.StateNewer(path));
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(state, Options), ownerOnly: true, overwrite: true, durable);
            last = state;
            seen = Stamp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OtaToolsException(ErrorCode.FleetStateUnwritable, Strings.StateUnwritable(path, e.Message), e);
        }
    }

    /// <summary>Whoever replaces it meanwhile is not held up, as Windows would otherwise.</summary>
    private byte[] Bytes()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Min(file.Length, Largest)];
        file.ReadExactly(bytes);
        return bytes;
    }

    private T AsFarAsUnderstood(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Options) ?? empty;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return empty;
        }
    }

    private void SetAside()
    {
        var aside = path + ".damaged";
        try
        {
            File.Move(path, aside, overwrite: true);
            note(Strings.StateDamaged(path, aside));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            note(Strings.StateUnreadable(path, e.Message));
        }
    }

    private (DateTime, long)? Stamp() => new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;

    /// <summary>JSON finds these by reflection alone, where trimming does not see it.</summary>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(ImmutableList))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(ImmutableSortedDictionary))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(ImmutableSortedSet))]
    private static JsonSerializerOptions OptionsOfState() => new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };
}

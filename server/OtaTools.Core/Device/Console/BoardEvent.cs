namespace OtaTools.Core.Device.Console;

/// <summary>What one line of the console means for an update.</summary>
public abstract record BoardEvent
{
    /// <param name="Label">The running partition, such as ota_0.</param>
    /// <param name="Version">Such as "v1.26.0 on 2025-08-09".</param>
    /// <param name="Mac">24:0a:c4:00:00:01</param>
    public sealed record Booted(string Label, string Version, string Mac) : BoardEvent;

    /// <summary>The check for updates begins: what the boot had to report is printed by now.</summary>
    public sealed record Started : BoardEvent;

    public sealed record Requested(string Url) : BoardEvent;

    /// <param name="Bytes">Of the image, in the other slot so far; the first count of a resumed download is anything.</param>
    public sealed record Downloaded(long Bytes) : BoardEvent;

    public sealed record Finalized(long Bytes) : BoardEvent;

    public sealed record Resetting : BoardEvent;

    public sealed record Proved(string Version, string Label) : BoardEvent;

    public sealed record UpToDate : BoardEvent;

    public sealed record LeftAlone(string Text) : BoardEvent;

    /// <summary>A release goes to other boards first.</summary>
    public sealed record NotItsTurn(string Text) : BoardEvent;

    /// <summary>A new image on trial cannot prove itself yet, and why; it goes on trying.</summary>
    public sealed record Unproved(string Reason) : BoardEvent;

    /// <summary>The trial of a new image failed; the board resets to the one before.</summary>
    /// <param name="Reason">Empty where none is given.</param>
    public sealed record GoingBack(string Reason) : BoardEvent;

    /// <summary>An image that was tried before did not prove itself, and why.</summary>
    public sealed record RolledBack(string Reason) : BoardEvent;

    public sealed record Failed(string Text) : BoardEvent;

    public sealed record Interrupted : BoardEvent;
}

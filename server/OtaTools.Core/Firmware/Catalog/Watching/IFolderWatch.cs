namespace OtaTools.Core.Firmware.Catalog.Watching;

/// <summary>Hears of changes in folders, from the operating system.</summary>
internal interface IFolderWatch : IDisposable
{
    /// <summary>Why changes are not heard, or not all of them; null where they are.</summary>
    string? Trouble { get; }

    /// <summary>From now on, and again where that is over; called before the folder is listed, so that nothing falls between.</summary>
    void Add(string folder);

    void Remove(string folder);
}

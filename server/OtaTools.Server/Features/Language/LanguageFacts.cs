using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Language;
using OtaTools.Core.Language.Facts;
using OtaTools.Core.Serving;

namespace OtaTools.Server.Features.Language;

/// <summary>What is known around a document, gathered from those who know it.</summary>
internal sealed class LanguageFacts : IDisposable
{
    private readonly Catalogues catalogues;
    private readonly ServingControl serving;
    private readonly DeviceSessions sessions;
    private readonly ThisComputer computer = new();
    private readonly GitIndex git = new();
    private readonly HostNames names = new();
    private readonly FolderFacts folders;
    private volatile LanguageParams settings = new([]);

    public LanguageFacts(Catalogues catalogues, ServingControl serving, DeviceSessions sessions)
    {
        (this.catalogues, this.serving, this.sessions) = (catalogues, serving, sessions);
        folders = new FolderFacts(catalogues);
        folders.Changed += OnChanged;
        computer.Changed += OnChanged;
        names.Changed += OnChanged;
        serving.Changed += _ => OnChanged();
        sessions.FactsChanged += OnChanged;
    }

    /// <summary>Something is known now that was not, or otherwise.</summary>
    public event Action? Changed;

    public void Configure(LanguageParams parameters)
    {
        settings = parameters;
        OnChanged();
    }

    public WorkspaceFacts Of(SourceDocument document)
    {
        var now = settings;
        var device = DeviceOf(now);
        var board = device is null ? null : sessions.FactsOf(device);
        var root = RootOf(document, now);
        var (files, known) = root is null ? ([], false) : folders.Of(root, board);
        return new WorkspaceFacts
        {
            Root = root,
            Files = files,
            FilesKnown = known,
            Serving = serving.Current is { } host ? new ServingFact(host.Folder.Root, host.Port) : null,
            Port = now.Port,
            Addresses = computer.Addresses,
            Reachable = computer.ReachableFrom(device, now.Address),
            DeviceOnLoopback = device is TcpAddress { IsLoopback: true },
            Board = board,
            IsTracked = git.Tracks(document.Path),
            Names = names.Known(FirmwareLanguage.HostsOf(document)),
        };
    }

    /// <summary>Ends when the firmware around a document is known, or is not for too long.</summary>
    public async Task ListedAsync(SourceDocument document, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest > TimeSpan.Zero && RootOf(document, settings) is { } root && catalogues.Get(root).FirstListed is { IsCompleted: false } listed)
        {
            await Task.WhenAny(listed, Task.Delay(longest, cancellationToken));
        }
    }

    public void Dispose() => computer.Dispose();

    private void OnChanged() => Changed?.Invoke();

    /// <summary>What the folder around the document serves; without one, what is served around it. Null where there is no such folder.</summary>
    private string? RootOf(SourceDocument document, LanguageParams now)
    {
        var root = now.Folders.Where(folder => FirmwareFolder.IsBelow(folder.Folder, document.Path)).MaxBy(folder => folder.Folder.Length)?.Root
            ?? (serving.Current is { } host && FirmwareFolder.IsBelow(host.Folder.Root, document.Path) ? host.Folder.Root : null);
        return Directory.Exists(root) ? new FirmwareFolder(root).Root : null;
    }

    /// <summary>Null where none is chosen, or none can be understood: who uses it will say so.</summary>
    private static DeviceAddress? DeviceOf(LanguageParams now)
    {
        try
        {
            return string.IsNullOrWhiteSpace(now.Device) ? null : DeviceAddress.Parse(now.Device);
        }
        catch (OtaToolsException)
        {
            return null;
        }
    }
}

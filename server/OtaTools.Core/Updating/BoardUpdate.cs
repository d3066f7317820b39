using System.Net;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Core.Serving;

namespace OtaTools.Core.Updating;

/// <summary>The whole path for one board: check the file, tell the board, reset it, watch it, confirm.</summary>
/// <param name="host">Serves the image; null where <see cref="UpdateRequest.FirmwareUrl"/> names another server.</param>
public sealed class BoardUpdate(DeviceSession session, FirmwareHost? host)
{
    /// <exception cref="OtaToolsException">Why the board was not updated; it runs what it ran before.</exception>
    public async Task<UpdateResult> RunAsync(UpdateRequest request, IProgress<UpdateProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new(UpdateStage.Inspecting, null, Strings.StageInspecting()));
        var name = Path.GetFileName(request.FirmwarePath);
        var image = await FirmwareFiles.InspectAsync(request.FirmwarePath, cancellationToken);
        ImageGate.RequireUsable(image, name);
        if (request.FirmwareUrl is null)
        {
            await ImageSigning.RequireTrustedAsync(request.FirmwarePath, request.PublicKey, cancellationToken);
        }

        progress.Report(new(UpdateStage.Connecting, null, Strings.StageConnecting(session.Address)));
        var board = await session.GetInfoAsync(request.EnterTimeout, cancellationToken);
        ImageGate.RequireFits(image, name, board.ToFacts(), request.Force);
        var address = request.FirmwareUrl is null ? OwnAddress(request, board) : null;
        var url = request.FirmwareUrl ?? (host ?? throw new InvalidOperationException("Neither a server nor a URL.")).UrlOf(request.FirmwarePath, address!);

        if (host is not null && board.Mac is { } mac && await FirmwareFiles.IdentityOfAsync(request.FirmwarePath, cancellationToken) is { } identity)
        {
            await host.ServedFleet.OrderAsync(mac.ToLowerInvariant(), identity, cancellationToken); // a person's word, whatever a rollout or a hold says
        }

        var files = await new Uploader(session).UploadScriptsAsync(
            new BoardConfiguration(request.Wifi, url, request.PublicKey),
            request.ForeignBootPy,
            new InPlaceProgress<UploadProgress>(p => progress.Report(new(UpdateStage.Uploading, p.Done * 100 / Math.Max(1, p.Total), Strings.StageUploading(p.Path)))),
            request.EnterTimeout,
            cancellationToken);

        long sent = 0;
        var unreached = host is null ? null : new UnreachedServer(session, host, board.Mac);
        void Count(Transfer transfer)
        {
            unreached?.Count(transfer);
            if (transfer.State != TransferState.Running)
            {
                Interlocked.Add(ref sent, transfer.BytesSent);
            }
        }

        if (host is not null)
        {
            host.Transfers.Changed += Count;
        }

        var watch = Watch(image, board);
        try
        {
            await new ConsoleWatch(session, watch).RunAsync(request.EnterTimeout, progress, cancellationToken);
            Learn(image, board, watch.To);
            return new UpdateResult(
                watch.Outcome ?? UpdateOutcome.Updated,
                watch.Mac ?? board.Mac ?? "",
                watch.From ?? new("", ""),
                watch.To ?? new("", ""),
                url.AbsoluteUri,
                Interlocked.Read(ref sent),
                watch.Boots,
                files);
        }
        catch (OtaToolsException e) when (address is not null && unreached?.MayExplain(e, watch.IsBeforeTrial) == true)
        {
            var explained = await unreached.ExplainAsync(e, request, address, progress, cancellationToken);
            if (explained != e)
            {
                throw explained;
            }

            throw;
        }
        finally
        {
            if (host is not null)
            {
                host.Transfers.Changed -= Count;
            }
        }
    }

    private IPAddress OwnAddress(UpdateRequest request, DeviceInfo board) =>
        request.Address ?? LanAddress.For(session.Address, IPAddress.TryParse(board.Address, out var ip) ? ip : null);

    /// <summary>What runs now is known without asking the board again.</summary>
    private void Learn(FirmwareImage image, DeviceInfo board, RunningImage? now)
    {
        if (now?.Version is { Length: > 0 } version)
        {
            session.Learn((board with { Version = version, AppElfSha256 = BuildOf(image) == version ? image.AppElfSha256 : null }).ToFacts());
        }
    }

    /// <summary>As a board tells its version: a URL of somebody else's may lead to another build than the file that was looked at.</summary>
    private static string? BuildOf(FirmwareImage image) => image.MicroPython is { } python ? $"{python.Version} on {python.BuildDate}" : null;

    private static UpdateWatch Watch(FirmwareImage image, DeviceInfo board)
    {
        var others = board.Slots.Where(slot => slot.Label != board.Running).ToList();
        var offered = BuildOf(image) is { } build && others.Count == 1 ? new RunningImage(others[0].Label, build) : null;
        return new UpdateWatch(image.Length, board.Running is { } slot ? new RunningImage(slot, board.Version) : null, offered);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using OtaTools.Core.Serving;

namespace OtaTools.Server;

/// <summary>One line a request, as people know it from http.server, with what became of it.</summary>
internal static class TransferLine
{
    private const int LongestPath = 200;

    public static string Of(Transfer transfer)
    {
        var time = transfer.Started.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{time} {transfer.Board} \"{transfer.Method} {ForeignText.Printable(transfer.Path, LongestPath)}\" {transfer.Status} {End(transfer)}";
    }

    private static string End(Transfer transfer) => transfer switch
    {
        { Why: { } why } => why,
        { State: TransferState.BrokenOff } => Messages.BrokenOff(transfer.BytesSent, transfer.BytesTotal),
        { Status: StatusCodes.Status304NotModified } => Messages.NotModified(),
        { Status: StatusCodes.Status416RangeNotSatisfiable } => Messages.NoSuchPart(),
        { Method: "HEAD" } => Messages.HeadersOnly(),
        { Status: StatusCodes.Status206PartialContent } => Messages.PartSent(transfer.BytesSent),
        _ => $"{transfer.BytesSent:N0} B",
    };
}
